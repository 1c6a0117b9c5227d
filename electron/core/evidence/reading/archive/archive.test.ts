import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Locked } from '../format.ts'
import { sourceOf } from '../source.ts'
import { gzip } from './gzip.ts'
import { packed } from './packed.ts'
import { zip } from './zip.ts'
import { zipOf } from './made-zip.fixture.ts'
import { openBy } from '../open-by.fixture.ts'

const text = (words: string): Uint8Array => Buffer.from(words)
const openZip = async (bytes: Uint8Array, password?: string): Promise<Awaited<ReturnType<typeof zip.open>>> =>
  openBy(zip, sourceOf('a.zip', bytes), password)

describe('zip', () => {
  it('lists names as they stand, and none of them can climb, hide or hide another', async () => {
    const names = ['a/b.txt', '../../etc/passwd', '/root.txt', 'C:\\run.exe', 'inv\u202Etxt.exe', 'a/b.txt', 'x\u0000y']
    const made = zipOf([...names, Buffer.of(0x81, 0x62)].map((name, n) => ({ name, bytes: text(`member ${n}`) })))
    const file = await openZip(made)
    expect(file.members.map(({ path }) => path)).toEqual([
      'a/b.txt',
      '../../etc/passwd',
      '/root.txt',
      'C:\\run.exe',
      'inv[U+202E]txt.exe',
      'a/b.txt (2)',
      'x[U+0000]y',
      'üb',
    ])
    expect(file.members[0]).toEqual({
      path: 'a/b.txt',
      size: 8,
      encrypted: false,
      folder: false,
      modified: '2026-03-05T14:07:08',
      note: null,
    })
    expect(file.members.map(({ note }) => note)).toEqual([
      null,
      expect.stringContaining('climbs'),
      expect.stringContaining('root of a disk'),
      expect.stringContaining('root of a disk'),
      expect.stringContaining('not seen'),
      expect.stringContaining('more than once'),
      expect.stringContaining('not seen'),
      expect.stringContaining('CP437'),
    ])
    for (const [n, { path }] of file.members.entries())
      expect(Buffer.from((await file.member?.(path)) ?? []).toString()).toBe(`member ${n}`)
  })

  it('refuses bombs: by size, by ratio with the ratio said, and what holds more than it states', async () => {
    const zeros = Buffer.alloc(40 * 1024 * 1024)
    const file = await openZip(
      zipOf([
        { name: 'ratio', bytes: zeros },
        { name: 'size', bytes: text('x'), says: 0xfffffff0 },
        { name: 'liar', bytes: zeros, says: 1000 },
      ]),
    )
    await expect(file.member?.('ratio')).rejects.toThrow(/1,02\d times/)
    await expect(file.member?.('size')).rejects.toThrow('256 MiB')
    await expect(file.member?.('liar')).rejects.toThrow('more than the archive states')
  })

  it('says that members share bytes, that something follows the end, and where it is cut short', async () => {
    const overlapping = zipOf([
      { name: 'a', bytes: text('one') },
      { name: 'b', bytes: text('two'), at: 0 },
    ])
    expect((await openZip(overlapping)).problems.join()).toContain('share bytes')
    const plain = zipOf([{ name: 'a', bytes: text('one') }])
    const after = await openZip(Buffer.concat([plain, text('hidden words')]))
    expect(after.problems).toEqual(['12 bytes come after the end of the archive.'])
    expect(after.members).toHaveLength(1)
    await expect(openZip(plain.subarray(0, 40))).rejects.toThrow('cut short')
    // Members are found without the directory all the same.
    const found = await openBy(packed, sourceOf('a.zip', plain.subarray(0, -60)))
    expect(found.members.map(({ path }) => path)).toEqual(['a'])
    const wrong = Buffer.from(plain)
    wrong.writeUInt32LE(7, 14)
    wrong.writeUInt32LE(7, plain.indexOf('PK\u0001\u0002', 'latin1') + 16)
    await expect((await openZip(wrong)).member?.('a')).rejects.toThrow('checksum')
  })

  it('marks what is encrypted, and asks for the password', async () => {
    const file = await openZip(zipOf([{ name: 'secret', bytes: text('words of nobody') }], 1))
    expect(file.members[0]).toMatchObject({ encrypted: true })
    await expect(file.member?.('secret')).rejects.toBeInstanceOf(Locked)
    const wrong = await openZip(zipOf([{ name: 'secret', bytes: text('words of nobody') }], 1), 'no')
    await expect(wrong.member?.('secret')).rejects.toBeInstanceOf(Locked)
  })
})

/** One member, "hello world", encrypted by the password "secret": by the cipher of PKZIP, and by AES (WinZip's AE-2). */
const encrypted = {
  pkzip:
    'UEsDBAoACQAAAPh2fl0tOwivGAAAAAwAAAAFABwAaC50eHRVVAkAA3OODWtzjg1rdXgLAAEEAAAAAAQAAAAAXYhrUyaMrBUVisTEpLRlWRzDLToDZzoRUEsHCC07CK8YAAAADAAAAFBLAQIeAwoACQAAAPh2fl0tOwivGAAAAAwAAAAFABgAAAAAAAEAAACkgQAAAABoLnR4dFVUBQADc44Na3V4CwABBAAAAAAEAAAAAFBLBQYAAAAAAQABAEsAAABnAAAAAAA=',
  aes: 'UEsDBBQAAQBjAPd2fl0AAAAAKgAAAAwAAAAFAAsAaC50eHQBmQcAAgBBRQMIAF8EaApNC/PAze8XIDSxKa41bzQvg7BujVCVTMSU1dKYJoogGNXGdv3JU1BLAQIUAxQAAQBjAPd2fl0AAAAAKgAAAAwAAAAFAAsAAAAAAAAAAACkgQAAAABoLnR4dAGZBwACAEFFAwgAUEsFBgAAAAABAAEAPgAAAFgAAAAAAA==',
}

describe('a zip with a password', () => {
  it.each(Object.entries(encrypted))('opens by the right one alone: %s', async (_, base64) => {
    const bytes = Buffer.from(base64, 'base64')
    const file = await openZip(bytes, 'secret')
    expect(file.members).toMatchObject([{ path: 'h.txt', size: 12, encrypted: true }])
    expect(Buffer.from((await file.member?.('h.txt')) ?? []).toString()).toBe('hello world\n')
    await expect((await openZip(bytes, 'other')).member?.('h.txt')).rejects.toBeInstanceOf(Locked)
  })
})

describe('other archives', () => {
  it('opens a tar, alone and compressed, by the sum of its header', async () => {
    const header = Buffer.alloc(512)
    header.write('note.txt', 0)
    header.write('0000644\0', 100)
    header.write('00000000005\0', 124)
    header.write('15161045300\0', 136)
    header.write('        ', 148)
    header.write('0', 156)
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    const tar = Buffer.concat([header, Buffer.from('words'.padEnd(512, '\0')), Buffer.alloc(1024)])
    for (const bytes of [tar, gzipSync(tar)]) {
      const source = sourceOf('a', bytes)
      expect(gzip.takes({ mime: undefined, start: bytes }, source)).toBe(false)
      expect(packed.takes({ mime: undefined, start: bytes }, source)).toBe(true)
      const file = await openBy(packed, source)
      expect(file.members).toMatchObject([
        { path: 'note.txt', size: 5, modified: expect.stringMatching(/Z$/) as string },
      ])
      expect(Buffer.from((await file.member?.('note.txt')) ?? []).toString()).toBe('words')
    }
  })

  it('unpacks what gzip alone has packed, as far as it may', async () => {
    const bytes = gzipSync('log line\n')
    const file = await openBy(gzip, sourceOf('app.log.gz', bytes))
    expect(file.members).toMatchObject([{ path: 'app.log', size: 9 }])
    expect(Buffer.from((await file.member?.('app.log')) ?? []).toString()).toBe('log line\n')
    const bomb = await openBy(gzip, sourceOf('b.gz', gzipSync(Buffer.alloc(130 * 1024 * 1024))))
    await expect(bomb.member?.('b')).rejects.toThrow(/times what it is packed in/)
  })
})
