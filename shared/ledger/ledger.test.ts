import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { entryText, noPrevious, parseEntry, type Entry } from './entry.ts'
import { checkpointText, formatNote, keyHash, parseNote } from './note.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

const entry: Entry = {
  v: 1,
  seq: 7,
  prev: noPrevious,
  at: '2026-11-23T11:42:00.000Z',
  actor: 'a',
  device: 'd',
  type: 'report.received',
  subject: 's',
  commit: 'ab'.repeat(32),
}

describe('an entry', () => {
  it('reads back from its own text and from nothing else', () => {
    const text = entryText(entry)
    expect(parseEntry(text)).toEqual(entry)
    expect(parseEntry(` ${text}`)).toBeUndefined()
    expect(parseEntry(text.replace('"v":1', '"v":1.0'))).toBeUndefined()
    expect(parseEntry(text.replace('"v":1', '"v":2'))).toBeUndefined()
    expect(parseEntry(text.replace('}', ',"x":1}'))).toBeUndefined()
    expect(parseEntry(text.replace('00Z', '00'))).toBeUndefined()
    for (const odd of ['[]', '{', '', 'null', '7', '"x"', 'true', '{}']) expect(parseEntry(odd), odd).toBeUndefined()
  })
})

describe('a signed head', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const text = checkpointText({ origin: 'holdfast/v', size: 12, root: sha256(raw), at: '2026-11-23T11:42:00.000Z' })
  const note = formatNote(text, 'member/m', keyHash(sha256, 'member/m', raw), sign(null, Buffer.from(text), privateKey))

  it('reads back, and its signature is over its text', () => {
    const parsed = parseNote(note)
    expect(parsed?.checkpoint).toMatchObject({ origin: 'holdfast/v', size: 12, at: '2026-11-23T11:42:00.000Z' })
    const signature = parsed?.signatures[0]
    expect(signature?.name).toBe('member/m')
    expect([...(signature?.blob.subarray(0, 4) ?? [])]).toEqual([...keyHash(sha256, 'member/m', raw)])
    expect(verify(null, Buffer.from(parsed?.text ?? ''), publicKey, signature?.blob.subarray(4) ?? raw)).toBe(true)
  })
  it.each([
    ['a size with a leading zero', note.replace('\n12\n', '\n012\n')],
    ['a short root', note.replace(/\n[A-Za-z0-9+/]{43}=\n/, '\nQQ==\n')],
    ['no signature', `${text}\n`],
    ['a missing last line end', note.slice(0, -1)],
    ['an extra line', note.replace('\nat ', '\nmore\nat ')],
    ['a hyphen for the dash', note.replace('— ', '- ')],
  ])('refuses %s', (_, odd) => {
    expect(parseNote(odd)).toBeUndefined()
  })
})
