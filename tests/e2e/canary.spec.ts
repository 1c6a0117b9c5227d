import { randomBytes } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesHolding } from './canary.ts'
import { expect, test } from './fixture.ts'
import { addByPicker, button, fileReport, keepPicked, makeVault, passphrase, promote, tab, writeNote } from './steps.ts'

/** Entries of the temporary folder that were not there before. */
const newIn = (before: ReadonlySet<string>): string[] =>
  readdirSync(tmpdir()).flatMap((name) => (before.has(name) ? [] : [join(tmpdir(), name)]))

test('what is typed lies in no file, while the vault is open and after', async ({ start, home }) => {
  test.setTimeout(120_000)
  const before = new Set(readdirSync(tmpdir()))
  const mark = randomBytes(6).toString('hex')
  const canaries = ['report', 'note', 'draft', 'exhibit'].map((where) => `canary ${mark} ${where}`)
  const [report = '', note = '', draft = '', exhibit = ''] = canaries
  const searched = [...canaries, passphrase]
  // The searched copy of an exhibit's original lies where the person has it: outside.
  const outside = join(home, '..', `original-${mark}.txt`)

  const { page, close } = await start()
  await makeVault(page)
  await fileReport(page, `A narrative with the ${report} in it.`)
  await promote(page, 'Searching for what was typed')
  writeFileSync(outside, `The ${exhibit} in a file.`)
  await tab(page, 'Evidence').click()
  await addByPicker(page, [outside])
  await keepPicked(page)
  await expect(page.getByText(`The ${exhibit} in a file.`)).toBeVisible()
  await writeNote(page, 'A note', `Words with the ${note} in them.`)
  await expect(page.getByText('Revision 1 saved')).toBeVisible()
  await page.keyboard.type(` And a ${draft}`)
  // Drafts, the vault's journal and a browser's session files are written some seconds late.
  await page.waitForTimeout(5000)

  const folders = (): string[] => [home, ...newIn(before).filter((path) => path !== outside)]
  expect(filesHolding(searched, folders())).toEqual([])
  await button(page, 'Lock').click()
  await expect(page.getByText('The vault is locked.')).toBeVisible()
  expect(filesHolding(searched, folders())).toEqual([])
  await close()
  expect(filesHolding(searched, folders())).toEqual([])
})

test('the search finds a text in every form in which it may lie', ({ home }) => {
  const text = 'canary in a file'
  const forms = {
    utf8: Buffer.from(`before ${text} after`),
    utf16: Buffer.from(`before ${text} after`, 'utf16le'),
    base64: Buffer.from(Buffer.from(`x${text} after`).toString('base64')),
  }
  for (const [name, bytes] of Object.entries(forms)) writeFileSync(join(home, name), bytes)
  writeFileSync(join(home, 'nothing'), 'canary, in a file')
  expect(filesHolding([text], [home]).toSorted()).toEqual(['base64', 'utf16', 'utf8'].map((name) => join(home, name)))
})
