import { expect, type Locator, type Page } from '@playwright/test'

// What a person does, by the names they see.

export const passphrase = 'four crows on a wet fence'
export const member = 'Ada Lindqvist'

export const button = (within: Page | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', { name, exact: true })
export const field = (within: Page | Locator, name: string): Locator => within.getByLabel(name, { exact: true })
export const room = (
  page: Page,
  name: 'Queue' | 'Cases' | 'Tasks' | 'People & places' | 'Ledger' | 'Members' | 'Settings',
): Locator => page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name, exact: true })
/** Tabs carry a count after their name. */
export const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name: new RegExp(`^${name}\\b`) })

export async function makeVault(page: Page, name = 'North site'): Promise<void> {
  await button(page, 'Make a vault').click()
  await field(page, 'Vault name').fill(name)
  await button(page, 'Continue').click()
  await field(page, 'Your name').fill(member)
  await button(page, 'Continue').click()
  await field(page, 'Passphrase').fill(passphrase)
  await field(page, 'Passphrase again').fill(passphrase)
  await button(page, 'Make the vault').click()
  await expect(room(page, 'Queue')).toBeVisible()
}

export async function unlock(page: Page, words = passphrase): Promise<void> {
  // The form before this one may have a field of the same name.
  await expect(button(page, 'Unlock')).toBeVisible()
  await field(page, 'Passphrase').fill(words)
  await button(page, 'Unlock').click()
}

/** Locks the vault and opens it again as whoever has this passphrase. */
export async function workAs(page: Page, words: string): Promise<void> {
  await button(page, 'Lock').click()
  await unlock(page, words)
  await expect(room(page, 'Cases')).toBeVisible({ timeout: 60_000 })
}

export async function openCase(page: Page, title: string, tabName: string): Promise<void> {
  await room(page, 'Cases').click()
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await tab(page, tabName).click()
}

/** Writes one of the texts that conclude the case on whose closure page the window is. */
export async function conclude(page: Page, title: string, words: string): Promise<void> {
  const part = page.locator('.closure_stated').filter({ hasText: title }).first()
  await button(part, 'Write…').click()
  await field(page, title).fill(words)
  await button(page, 'Record').click()
  await expect(part).toContainText(words)
}

export async function fileReport(page: Page, narrative: string): Promise<void> {
  await room(page, 'Queue').click()
  await button(page, 'New report').first().click()
  await page.getByRole('button', { name: 'Threat', exact: true }).click()
  await field(page, 'Who is threatened').fill('Dana Hale')
  await field(page, 'How it was made').selectOption('message')
  await field(page, 'Happened').fill('2026-11-22')
  await field(page, 'Channel').selectOption('phone')
  await field(page, 'What was said or written').fill(narrative)
  await button(page, 'File report').click()
  await expect(field(page, 'What was said or written')).toBeHidden()
  await expect(page.getByText(narrative, { exact: true }).last()).toBeVisible()
}

/** Adds a member who chooses a passphrase at this keyboard. */
export async function addMember(page: Page, name: string, role: string, words: string): Promise<void> {
  await room(page, 'Members').click()
  await button(page, 'Add a member').click()
  await field(page, 'Name').fill(name)
  await page.getByRole('checkbox', { name: role }).check()
  await page.getByRole('radio', { name: 'They sit here' }).check()
  await field(page, 'Their passphrase').fill(words)
  await field(page, 'Their passphrase again').fill(words)
  await button(page, 'Add the member').click()
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Active')
}

/** Chooses a member by typing part of the name. */
export async function chooseMember(page: Page, label: string, name: string): Promise<void> {
  const choice = page.getByRole('combobox', { name: label, exact: true })
  await choice.fill(name)
  await page.getByRole('option', { name }).click()
}

/** Promotes the report that is open in the queue and goes to its case; its category's playbook comes along. */
export async function promote(page: Page, title: string, playbook?: 'without'): Promise<void> {
  await button(page, 'Promote to case').click()
  await field(page, 'Title').fill(title)
  if (playbook === 'without') await field(page, 'Playbook').selectOption({ label: 'None' })
  await button(page, 'Promote to case').click()
  await button(page, 'Open case').click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
}

export async function writeNote(page: Page, title: string, text: string): Promise<void> {
  await tab(page, 'Notebook').click()
  await button(page, 'New note').first().click()
  await field(page, 'Note title').fill(title)
  await field(page, 'Note text').click()
  await page.keyboard.type(text)
  await button(page, 'Save revision').click()
}

export async function buildPacket(page: Page, recipient: string, purpose: string): Promise<void> {
  await tab(page, 'Packets').click()
  await field(page, 'Recipient').fill(recipient)
  await field(page, 'Purpose').fill(purpose)
  await button(page, 'Build packet').click()
}

export async function audit(page: Page): Promise<void> {
  await room(page, 'Ledger').click()
  await button(page, 'Audit the vault').click()
}

/** Chooses files with the picker that "Add exhibits" opens. */
export async function addByPicker(page: Page, files: string[]): Promise<void> {
  const picker = page.waitForEvent('filechooser')
  await button(page, 'Add exhibits').click()
  await (await picker).setFiles(files)
}

export async function keepPicked(page: Page): Promise<void> {
  await field(page, 'Where').fill('North gate')
  await button(page, 'Keep exhibits').click()
}
