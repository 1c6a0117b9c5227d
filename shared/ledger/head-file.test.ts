import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { base64, unbase64, utf8 } from '../kernel/bytes.ts'
import { formatHeadFile, isNewerHeadFile, parseHeadFile, readHashes } from './head-file.ts'
import { formatKey, knownSignatures, parseKey, type VerifySignature } from './keys.ts'
import { verifyConsistency } from './proofs.ts'
import { formatProof, parseProof, verifyProof } from './tlog-proof.ts'
import { leafHash, rootOf } from './tree.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const verifySignature: VerifySignature = (raw, text, signature) => {
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  return signature.length === 64 && verify(null, Buffer.from(text), key, signature)
}
// The examples of docs/format.md are the vectors.
const docs = readFileSync(join(import.meta.dirname, '../../docs/format.md'), 'utf8')
const example = (first: string): string =>
  /```\n([\s\S]*?)```/.exec(docs.slice(docs.indexOf(`\`\`\`\n${first}`)))?.[1] ?? ''
const [headText, proofText] = [example('holdfast-head/v1'), example('c2sp.org/tlog-proof@v1')]

/** The text with one byte changed, for every byte. */
function* changes(text: string): Generator<string> {
  const bytes = Buffer.from(text)
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes)
    changed[i] = (changed[i] ?? 0) ^ 1
    yield changed.toString('utf8')
  }
}

describe('a key', () => {
  it('reads as other tools write it', () => {
    // From the documentation of golang.org/x/mod/sumdb/note.
    const text = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
    const key = parseKey(sha256, text)
    if (!key) throw new Error('not read')
    expect(formatKey(sha256, key)).toBe(text)
    const note = {
      text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
      checkpoint: { origin: '', size: 0, root: new Uint8Array(32), at: '' },
      signatures: [
        {
          name: 'PeterNeumann',
          blob:
            unbase64('x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=') ??
            new Uint8Array(0),
        },
      ],
    }
    expect(knownSignatures(sha256, verifySignature, note, [key])).toHaveLength(1)
    expect(knownSignatures(sha256, verifySignature, { ...note, text: `${note.text}\n` }, [key])).toBeUndefined()
    for (const changed of changes(text)) expect(parseKey(sha256, changed)).toBeUndefined()
  })
})

describe('the head file of the documentation', () => {
  const read = parseHeadFile(sha256, headText)
  if (!read?.since) throw new Error('not read')

  it('reads, is signed and cosigned, and goes on from its older head', () => {
    expect(formatHeadFile(sha256, read)).toBe(headText)
    const signatures = knownSignatures(sha256, verifySignature, read.parsed, read.keys)
    expect(signatures?.map(({ key, at }) => [key.name, at])).toEqual([
      ['member/m', undefined],
      ['holdfast/w/n', '2026-11-24T16:00:00.000Z'],
    ])
    const leaves = ['a', 'b', 'c'].map((text) => leafHash(sha256, Buffer.from(text)))
    const oldRoot = rootOf(sha256, leaves.slice(0, 2))
    const { size, root } = read.parsed.checkpoint
    expect(verifyConsistency(sha256, { oldSize: 2, oldRoot, size, root, proof: read.since?.proof ?? [] })).toBe(true)
    expect(parseHeadFile(sha256, read.note)).toMatchObject({ note: read.note, keys: [] })
  })

  it('with any byte changed is not read, or its signatures do not all hold, or its proof does not', () => {
    let tried = 0
    for (const changed of changes(headText)) {
      tried++
      const other = parseHeadFile(sha256, changed)
      if (!other) continue
      const known = knownSignatures(sha256, verifySignature, other.parsed, read.keys)
      const proof = JSON.stringify(other.since?.proof.map((hash) => [...hash]))
      const same =
        known?.length === 2 &&
        other.since?.size === 2 &&
        proof === JSON.stringify(read.since?.proof.map((hash) => [...hash])) &&
        JSON.stringify(other.keys) === JSON.stringify(read.keys)
      expect(same, changed).toBe(false)
    }
    expect(tried).toBe(Buffer.byteLength(headText))
  })
})

describe('a head file with renewed keys', () => {
  const read = parseHeadFile(sha256, headText)
  if (!read) throw new Error('not read')
  const renewed = { member: 'm', ed25519: 'a', x25519: 'b', by: 'c', epoch: 2, signature: 'd', own: 'e' }
  const written = formatHeadFile(sha256, { ...read, renewals: [renewed, { ...renewed, identity: 'f' }] })
  const saying = (line: string): unknown => parseHeadFile(sha256, written.replace(/renewed [^\n]+/, line))?.renewals

  it('is of version 2, and reads as it was written', () => {
    expect(written.startsWith('holdfast-head/v2\nkey ')).toBe(true)
    expect(parseHeadFile(sha256, written)?.renewals).toEqual([renewed, { ...renewed, identity: 'f' }])
    expect(formatHeadFile(sha256, parseHeadFile(sha256, written) ?? read)).toBe(written)
    expect(parseHeadFile(sha256, written.replace('/v2', '/v1'))).toBeUndefined()
  })
  it('says each key whole or is not read', () => {
    const encoded = (value: unknown): string => `renewed ${base64(utf8(JSON.stringify(value)))}`
    expect(saying(encoded(renewed))).toHaveLength(2)
    for (const name of ['member', 'ed25519', 'x25519', 'by', 'signature', 'own'])
      expect(saying(encoded({ ...renewed, [name]: 7 })), name).toBeUndefined()
    for (const odd of [{ ...renewed, epoch: 1.5 }, { ...renewed, identity: 7 }, null, 'x'])
      expect(saying(encoded(odd))).toBeUndefined()
    for (const line of ['renewed !', 'renewed ', 'renewed', 'other x']) expect(saying(line), line).toBeUndefined()
  })
})

it('a head file without keys, or with a text that ends in its lines, is not read; a later version is known', () => {
  expect(parseHeadFile(sha256, headText.replaceAll(/^key .*\n/gm, ''))).toBeUndefined()
  expect(parseHeadFile(sha256, headText.slice(0, headText.indexOf('\n\n')))).toBeUndefined()
  const later = ['holdfast-head/v3\n', 'holdfast-head/v2\n', 'holdfast-head/v\n', ''].map(isNewerHeadFile)
  expect(later).toEqual([true, false, false, false])
})

it('hashes are 32 bytes each, and 63 at most', () => {
  const hash = base64(new Uint8Array(32))
  expect(readHashes(Array.from({ length: 63 }, () => hash))).toHaveLength(63)
  expect(readHashes(Array.from({ length: 64 }, () => hash))).toBeUndefined()
  expect(readHashes([base64(new Uint8Array(31))])).toBeUndefined()
})

describe('the proof of the documentation', () => {
  const { keys = [] } = parseHeadFile(sha256, headText) ?? {}

  it('reads and holds', () => {
    const read = parseProof(proofText)
    expect(read && formatProof(read)).toBe(proofText)
    const found = verifyProof(sha256, verifySignature, proofText, keys)
    expect(found && Buffer.from(found.entry).toString()).toBe('b')
    expect(verifyProof(sha256, verifySignature, proofText, [])).toBeUndefined()
  })
  it('is nothing without its two parts', () => {
    const split = proofText.indexOf('\n\n')
    for (const part of ['', proofText.slice(0, split), proofText.slice(split), proofText.slice(split + 2)])
      expect(parseProof(part)).toBeUndefined()
  })
  it('does not with any byte changed', () => {
    for (const changed of changes(proofText))
      expect(verifyProof(sha256, verifySignature, changed, keys)).toBeUndefined()
  })
})
