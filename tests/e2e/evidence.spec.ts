import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropTriggers, openRaw } from '../support/raw.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import {
  addByPicker,
  button,
  field,
  fileReport,
  keepPicked,
  makeVault,
  passphrase,
  promote,
  room,
  tab,
  unlock,
} from './steps.ts'

// What was made to mislead or to run: the window says what it is, and runs none of it.

test('hostile files are shown as what they are, and nothing in them runs', async ({ page, home }) => {
  const ran = 'globalThis.ran = true'
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
  const files: Record<string, string | Buffer> = {
    'drawing.svg': `<svg xmlns="http://www.w3.org/2000/svg" onload="${ran}"><script>${ran}</script></svg>`,
    'page.html': `<!doctype html><script>${ran}</script><img src="x" onerror="${ran}">`,
    'cut short.jpg': Buffer.concat([Buffer.from(jpeg), Buffer.alloc(4000, 7)]),
    'empty.bin': '',
    'log.txt': 'one line of many\n'.repeat(40_000),
    'photo \u202Egpj.exe.txt': 'its name is read from the other side',
  }
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(home, name), bytes)
    return join(home, name)
  })
  await makeVault(page)
  await fileReport(page, 'Files came by e-mail.')
  await promote(page, 'Files from nobody')
  await tab(page, 'Evidence').click()
  await addByPicker(page, paths)
  await keepPicked(page)

  const open = async (name: string): Promise<void> => {
    await page.getByRole('row', { name }).getByRole('button').click()
  }
  const panel = page.getByRole('complementary')
  await open('drawing.svg')
  await expect(panel).toContainText('Shown as the text it is made of; nothing in it runs.')
  await open('page.html')
  await expect(panel).toContainText('Web page')
  await open('cut short.jpg')
  await expect(panel).toContainText('The first bytes say JPEG image, but the rest cannot be drawn')
  await open('empty.bin')
  await expect(panel).toContainText('This file is empty')
  await open('log.txt')
  await expect(panel).toContainText('Only the beginning is shown.')
  await open('photo ⟨U+202E⟩gpj.exe.txt')
  await expect(panel.getByRole('heading', { name: 'photo ⟨U+202E⟩gpj.exe.txt' })).toBeVisible()
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false)

  // What must not leave the house is said where it is shown, of an exhibit and of its case.
  const handling = panel.getByRole('region', { name: /^Marking and privilege of 2026-001-E/ })
  await button(handling, 'Marking and privilege…').click()
  await field(handling, 'Caveat for its pages').fill('Confidential: HR only')
  await handling.getByLabel('Protected: minor').check()
  await button(handling, 'Set marking').click()
  await expect(handling.getByText('Confidential: HR only', { exact: true })).toBeVisible()
  const claim = handling.getByRole('form', { name: 'Claim privilege' })
  await button(claim, 'Claim privilege').click()
  await expect(claim.getByText('Must not be empty')).toBeVisible()
  await field(claim, 'Place').fill('page three')
  await field(claim, 'Reason').fill('Written for counsel')
  await button(claim, 'Claim privilege').click()
  await expect(claim).toContainText('Is no place in an exhibit')
  await field(claim, 'Place').fill('line 1')
  await button(claim, 'Claim privilege').click()
  await expect(handling.getByText(/^PV-\d+ privileged line 1: Attorney and client$/).first()).toBeVisible()
  await look(page, 'handling')
})

test('a vault whose ledger is not as it was signed says so on every screen, for as long as it is open', async ({
  page,
  home,
}) => {
  await makeVault(page)
  await fileReport(page, 'A van waited at the north door.')
  await button(page, 'Lock').click()
  await expect(button(page, 'Unlock')).toBeVisible()
  const database = await openRaw(join(home, 'North site.holdfast'), passphrase)
  dropTriggers(database)
  database.exec('delete from head where size = (select max(size) from head)')
  database.close()

  await unlock(page)
  const notice = page.getByRole('alert').filter({ hasText: 'Reading only: nothing can be recorded.' })
  for (const name of ['Queue', 'Cases', 'Ledger'] as const) {
    await room(page, name).click()
    await expect(notice).toBeVisible()
    await expect(page.getByRole('contentinfo')).toContainText('Not as signed, reading only')
  }
  await expect(notice.getByRole('button')).toHaveCount(0)
  await expect(page.getByText('Signed', { exact: true })).toHaveCount(0)
})
