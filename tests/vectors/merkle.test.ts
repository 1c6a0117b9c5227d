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
