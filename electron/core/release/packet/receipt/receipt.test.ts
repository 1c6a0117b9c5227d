import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newVault, testApp, type TestApp } from '../../../../../tests/support/app.ts'
import { scanned } from '../../../../../tests/support/qr.ts'
import { engines, run } from '../testing/make.ts'
import { aReport } from '../../../../../tests/support/builders.ts'

let t: TestApp
beforeEach(async () => {
  t = testApp()
  await newVault(t)
})
afterEach(() => t.end())

const place = (name: string): string => join(t.folder, name)
const receipt = () => t.call('ledger.receipt', { out: place('r.pdf') })
const report = () => t.call('report.add', aReport({ narrative: 'Something in the lobby' }))

/** What a reader makes of the page's QR code, at a resolution that any printer and camera reaches. */
const scannedPage = (pdf: string): Promise<string> => {
  run('pdftoppm', '-r', '150', '-png', '-singlefile', pdf, place('page'))
  return scanned(place('page.png'))
}

test.each(engines)(
  '%s: its QR code is the signed note byte for byte, and a head to check the vault by',
  async (engine) => {
    Object.assign(t.ports.typesetting, { engine })
    await report()
    const { note, head } = await t.call('ledger.head', {})
    expect(await receipt()).toMatchObject({ file: place('r.pdf'), head })
    const text = await scannedPage(place('r.pdf'))
    expect(Buffer.from(text)).toEqual(Buffer.from(note))

    writeFileSync(place('kept'), text)
    expect(await t.call('ledger.check', { file: place('kept') })).toMatchObject({
      result: 'same',
      signedBy: 'R. Okafor',
    })
    await report()
    expect(await t.call('ledger.check', { file: place('kept') })).toMatchObject({ result: 'continues', head })
  },
)

test('the page says in words what the code says, and can be read aloud', async () => {
  const { note, head } = await t.call('ledger.head', {})
  const { rootFingerprint } = await t.call('vault.info', {})
  const { file } = await receipt()
  const words = run('pdftotext', '-layout', file, '-')
  expect(words).toContain('Test vault')
  expect(words).toContain(head.root.slice(0, 32).match(/.{4}/g)?.join(' '))
  const solid = words.replace(/\s/g, '')
  for (const part of [head.root, note, rootFingerprint]) expect(solid).toContain(part.replace(/\s/g, ''))
  expect(words).toContain('holdfast ledger check DIR --head FILE')
  const info = run('pdfinfo', file)
  expect(info).toMatch(/Tagged:\s+yes/)
  expect(info).toMatch(/Pages:\s+1\n/)
})

test('a vault whose name is longer than a line, or no words at all, is still on one page', async () => {
  const name = '#panic("x") \u202egnp.exe \u{1F480} ' + 'x'.repeat(150)
  await t.call('vault.create', {
    dir: place('W.holdfast'),
    name,
    member: 'M'.repeat(80),
    passphrase: 'a long passphrase of words 1',
  })
  const { note } = await t.call('ledger.head', {})
  await receipt()
  expect(run('pdftotext', place('r.pdf'), '-')).toContain('#panic("x") [U+202E]gnp.exe')
  expect(run('pdfinfo', place('r.pdf'))).toMatch(/Pages:\s+1\n/)
  expect(await scannedPage(place('r.pdf'))).toBe(note)
})

test('the text saved by hand, with a line end less or more or those of Windows, checks; changed, it does not', async () => {
  const { note } = await t.call('ledger.head', {})
  const check = (text: string) => {
    writeFileSync(place('typed'), text)
    return t.call('ledger.check', { file: place('typed') })
  }
  expect(await check(note.trimEnd())).toMatchObject({ result: 'same' })
  expect(await check(`${note}\n`)).toMatchObject({ result: 'same' })
  expect(await check(note.replaceAll('\n', '\r\n'))).toMatchObject({ result: 'same' })
  await expect(check(note.replace('\n1\n', '\n2\n'))).rejects.toMatchObject({ code: 'HEAD_NOT_INTACT' })
})

test('nothing that is there is overwritten, and the place is the host’s when none is named', async () => {
  writeFileSync(place('r.pdf'), 'mine')
  await expect(receipt()).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
  expect(readFileSync(place('r.pdf'), 'utf8')).toBe('mine')
  expect((await t.call('ledger.receipt', {})).file).toBe(place('V heads/1-receipt.pdf'))
})
