import fc from 'fast-check'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { diskName, freePath } from './disk-names.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-names-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a name on the disk', () => {
  it.each([
    ['a plain name', 'Letter of 3 May.pdf', 'Letter of 3 May.pdf'],
    ['a name that turns its direction', 'invoice\u202egnp.exe', 'invoice_gnp.exe'],
    ['what cannot be seen', 'a\u200bb\ufeffc\u00add.txt', 'a_b_c_d.txt'],
    ['separators and line ends', 'a/b\\c\nd\u2028e.txt', 'a_b_c_d_e.txt'],
    ['a path', '../../etc/passwd', '.._.._etc_passwd'],
    ['signs of a shell', 'a:b*c?.txt', 'a_b_c_.txt'],
    ['letters of other scripts', 'Ünï 文.pdf', 'Ünï 文.pdf'],
    ['dots and spaces at its ends', ' name. . ', 'name'],
    ['decomposed letters', 'Re\u0301sume\u0301.txt', 'Résumé.txt'],
    ['nothing that is left', '...', 'file'],
    ['a device of Windows', 'con', '_con'],
    ['a device with an extension', 'LPT1.tar.gz', '_LPT1.tar.gz'],
    ['a word that begins like one', 'console.log', 'console.log'],
    ['half a surrogate pair', 'a\ud800b.txt', 'a_b.txt'],
  ])('%s', (_, given, wanted) => expect(diskName(given)).toBe(wanted))

  it('is cut in front of its extension, between characters', () => {
    const name = diskName(`${'\u{1f468}\u{1f3fd}'.repeat(80)}.tar.heic`, { before: 'E01 ' })
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
    expect(name.endsWith('\u{1f468}\u{1f3fd}.heic')).toBe(true)
    expect(Buffer.byteLength(diskName(`x.${'y'.repeat(400)}`))).toBeLessThanOrEqual(255)
  })

  it('whatever was given is one that the disk takes, and reads back as it was written', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('\u202e', '.', ' ', 'nul', '\ud83d', '中'.repeat(200), '/', '\0', '.pdf'),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const name = diskName(parts.join(''), { before: 'R-0001-E01 ' })
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]|[. ]$/u)
        const path = freePath(join(folder, name))
        writeFileSync(path, '')
        expect(readdirSync(folder).map((one) => join(folder, one))).toContain(path)
        rmSync(path)
      }),
      { numRuns: 300 },
    )
  })

  it('that is taken gets a number before its extension, however long it is', () => {
    const path = join(folder, diskName(`${'n'.repeat(400)}.pdf`))
    writeFileSync(path, '')
    const next = freePath(path)
    expect(next).toMatch(/n \(2\)\.pdf$/)
    writeFileSync(next, '')
    expect(freePath(path)).toMatch(/n \(3\)\.pdf$/)
  })
})
