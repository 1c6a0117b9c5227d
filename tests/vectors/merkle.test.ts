import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unbase64 } from '../../shared/kernel/bytes.ts'
import {
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from '../../shared/ledger/proofs.ts'
import { consistencyProof, inclusionProof, leafHash, rootOf, type Sha256 } from '../../shared/ledger/tree.ts'

const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()
const folder = join(import.meta.dirname, '../../../shared/data/vectors/merkle')

interface Vector {
  wantErr: boolean
  proof: string[] | null
  [field: string]: unknown
}

const judges: Record<
  string,
  (v: Record<string, number>, hash: (name: string) => Uint8Array, proof: Uint8Array[]) => boolean
> = {
  inclusion: ({ leafIdx: index = 0, treeSize: size = 0 }, hash, proof) =>
    verifyInclusion(sha256, { index, size, root: hash('root'), leafHash: hash('leafHash'), proof }),
  consistency: ({ size1 = 0, size2 = 0 }, hash, proof) =>
    verifyConsistency(sha256, { oldSize: size1, oldRoot: hash('root1'), size: size2, root: hash('root2'), proof }),
  subtreeinclusion: ({ leafIdx: index = 0, start = 0, end = 0 }, hash, proof) =>
    verifySubtreeInclusion(sha256, { index, start, end, root: hash('root'), leafHash: hash('leafHash'), proof }),
  subtreeconsistency: ({ start = 0, end = 0, size = 0 }, hash, proof) =>
    verifySubtreeConsistency(sha256, { start, end, size, subtreeRoot: hash('root1'), root: hash('root2'), proof }),
}

describe.skipIf(!existsSync(folder))('the 518 proofs of transparency-dev/merkle', () => {
  it.each(Object.entries(judges))('%s', (kind, judge) => {
    const files = globSync(`${folder}/${kind}/**/*.json`)
    expect(files.length).toBeGreaterThan(90)
    for (const file of files) {
      const vector = JSON.parse(readFileSync(file, 'utf8')) as Vector
      const hash = (name: string): Uint8Array => unbase64(String(vector[name])) ?? new Uint8Array(0)
      const proof = (vector.proof ?? []).map((text) => unbase64(text) ?? new Uint8Array(0))
      expect(judge(vector as unknown as Record<string, number>, hash, proof), file).toBe(!vector.wantErr)
    }
  })
  it('are 518', () => {
    expect(globSync(`${folder}/**/*.json`)).toHaveLength(518)
  })
})

describe('proofs that we make', () => {
  const leaves = Array.from({ length: 70 }, (_, i) => leafHash(sha256, Buffer.from(`entry ${i}`)))
  const rootOfRange = (start: number, end: number): Uint8Array => rootOf(sha256, leaves.slice(start, end))

  it('hold for every leaf and every older tree, and for nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(69), fc.nat(69), (size, a, b) => {
        const index = a % size
        const root = rootOfRange(0, size)
        const proof = inclusionProof(index, size, rootOfRange)
        const leaf = leaves[index] ?? new Uint8Array()
        expect(verifyInclusion(sha256, { index, size, root, leafHash: leaf, proof })).toBe(true)
        const other = b % size
        if (other !== index)
          expect(verifyInclusion(sha256, { index: other, size, root, leafHash: leaf, proof })).toBe(false)

        const oldSize = other + 1
        const oldRoot = rootOfRange(0, oldSize)
        const chain = consistencyProof(oldSize, size, rootOfRange)
        expect(verifyConsistency(sha256, { oldSize, oldRoot, size, root, proof: chain })).toBe(true)
        if (oldSize < size)
          expect(verifyConsistency(sha256, { oldSize, oldRoot: root, size, root, proof: chain })).toBe(false)
      }),
    )
  })
})

describe('proofs of subtrees', () => {
  const most = 20
  const leaves = Array.from({ length: most }, (_, i) => leafHash(sha256, Buffer.from(`entry ${i}`)))
  const rootOfRange = (start: number, end: number): Uint8Array => rootOf(sha256, leaves.slice(start, end))
  const leaf = (index: number): Uint8Array => leaves[index] ?? new Uint8Array()
  /** Every [start, end) in the first leaves that can be a subtree. */
  const subtrees = (size: number): [start: number, end: number][] => {
    const all: [number, number][] = []
    for (let width = 1; width <= size; width++)
      for (let start = 0; start + width <= size; start += 2 ** Math.ceil(Math.log2(width)))
        all.push([start, start + width])
    return all
  }
  /** As draft-ietf-plants-merkle-tree-certs, section 4.4.1, has it: of the leaves from `from` up to, not with, `to`. */
  function prove(start: number, end: number, from: number, to: number, known: boolean): Uint8Array[] {
    if (start === from && end === to) return known ? [] : [rootOfRange(from, to)]
    const middle = from + 2 ** Math.floor(Math.log2(to - from - 1))
    if (end <= middle) return [...prove(start, end, from, middle, known), rootOfRange(middle, to)]
    if (start >= middle) return [...prove(start, end, middle, to, known), rootOfRange(from, middle)]
    return [...prove(middle, end, middle, to, false), rootOfRange(from, middle)]
  }
  const flipped = (proof: readonly Uint8Array[], at: number): Uint8Array[] =>
    proof.map((hash, i) => (i === at ? hash.map((byte, n) => (n === 0 ? byte ^ 1 : byte)) : hash))

  it('hold for every leaf of every subtree, and no longer once a hash, the place or an end is another', () => {
    for (const [start, end] of subtrees(most)) {
      const root = rootOfRange(start, end)
      for (let index = start; index < end; index++) {
        const proof = inclusionProof(index - start, end - start, (a, b) => rootOfRange(start + a, start + b))
        const claim = { index, start, end, root, leafHash: leaf(index), proof }
        const holds = (changes: Partial<typeof claim>): boolean =>
          verifySubtreeInclusion(sha256, { ...claim, ...changes })
        expect(holds({}), `${index} in [${start}, ${end})`).toBe(true)
        for (const changes of [
          { leafHash: leaf((index + 1) % most) },
          { root: rootOfRange(0, most).toReversed() },
          { index: index + 1 },
          { index: index - 1 },
          { index: end },
          { index: start - 1 },
          { index: Number.NaN },
          { start: start + 0.5 },
          { end: start },
          { end: -1 },
          { proof: [...proof, root] },
          { proof: proof.map((hash) => hash.subarray(1)).concat(proof.length === 0 ? [root.subarray(1)] : []) },
          { leafHash: leaf(index).subarray(1) },
          ...proof.map((_, at) => ({ proof: flipped(proof, at) })),
          ...(proof.length > 0 ? [{ proof: proof.slice(1) }, { proof: proof.slice(0, -1) }] : []),
        ])
          expect(holds(changes), `${index} in [${start}, ${end}) with ${Object.keys(changes).join()}`).toBe(false)
      }
    }
  })

  it('hold for every subtree of every tree, and no longer once a hash, a size or an end is another', () => {
    for (let size = 1; size <= most; size++) {
      const root = rootOfRange(0, size)
      for (const [start, end] of subtrees(size)) {
        const proof = prove(start, end, 0, size, true)
        const claim = { start, end, size, subtreeRoot: rootOfRange(start, end), root, proof }
        const holds = (changes: Partial<typeof claim>): boolean =>
          verifySubtreeConsistency(sha256, { ...claim, ...changes })
        expect(holds({}), `[${start}, ${end}) of ${size}`).toBe(true)
        const whole = start === 0 && end === size
        for (const changes of [
          { subtreeRoot: root.toReversed() },
          { root: root.toReversed() },
          { size: end - 1 },
          { size: Number.NaN },
          { size: 1.5 },
          { start: -1 },
          { end: end + 0.5 },
          { proof: [...proof, root] },
          ...proof.map((_, at) => ({ proof: flipped(proof, at) })),
          ...proof.map((_, at) => ({ proof: proof.toSpliced(at, 1) })),
          ...(whole ? [{ proof: [root.subarray(1)] }] : [{ subtreeRoot: root }, { proof: [] }]),
        ])
          expect(holds(changes), `[${start}, ${end}) of ${size} with ${Object.keys(changes).join()}`).toBe(false)
      }
    }
  })

  it('an empty one is part of every tree that reaches so far, with no proof and the hash of nothing', () => {
    const [nothing, root] = [sha256(new Uint8Array()), rootOfRange(0, 8)]
    const holds = (start: number, size: number, subtreeRoot = nothing, proof: Uint8Array[] = []): boolean =>
      verifySubtreeConsistency(sha256, { start, end: start, size, subtreeRoot, root, proof })
    expect([holds(0, 8), holds(3, 8), holds(8, 8)]).toEqual([true, true, true])
    expect([holds(9, 8), holds(3, 8, root), holds(3, 8, nothing, [root])]).toEqual([false, false, false])
    // As an older tree it proves nothing.
    expect(verifyConsistency(sha256, { oldSize: 0, oldRoot: nothing, size: 8, root, proof: [] })).toBe(false)
  })

  it('are not made for what is no subtree, no leaf or no older tree', () => {
    const claim = { root: rootOfRange(1, 3), leafHash: leaf(1), proof: [leaf(2)] }
    expect(verifySubtreeInclusion(sha256, { ...claim, index: 1, start: 1, end: 3 })).toBe(false)
    for (const index of [-1, 8]) expect(() => inclusionProof(index, 8, rootOfRange)).toThrow('no such leaf')
    for (const size of [0, 9]) expect(() => consistencyProof(size, 8, rootOfRange)).toThrow('no such older tree')
  })
})
