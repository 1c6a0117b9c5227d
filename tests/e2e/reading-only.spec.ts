import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createApp } from '../../electron/core/app.ts'
import type { Call, Input, Output } from '../../shared/contract/contract.ts'
import { richTextOf } from '../../shared/contract/rich-text.ts'
import { testPorts } from '../support/app.ts'
import { dropTriggers, openRaw } from '../support/raw.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, member, passphrase, room, unlock } from './steps.ts'

/** What a member may press in a vault that takes no entries: it shows, opens, narrows, or writes a file outside. */
const shows = [
  /^(Queue|Cases|Tasks|People & places|Ledger|Members|Settings|Vault.*|Lock.*|Lock the vault)$/,
  /^(As of…|As it stood…|Import|Report form|Open case|Show .*|Hide .*|Dismiss.*|Clear .*|Close.*|Later|Back.*)$/,
  /^(Today|Earlier|Later|List|Calendar|Month|Week|Previous.*|Next.*)$/,
  /^(Audit the vault|Save .*|Receipt.*|Check .*|Verify .*|Export .*|Copy.*)$/,
  /^R-\d+|^\d{4}-\d+|^S-\d+|^D-\d+|^Ctrl|^⌘/,
]

/** A row of a list opens what it names: it is no Button, as whatever records something is. */
async function pressable(page: Page): Promise<string[]> {
  const names = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.mantine-Button-root')]
      .filter((one) => one.checkVisibility() && !one.matches(':disabled, [aria-disabled=true], [role=tab]'))
      .map((one) => (one.getAttribute('aria-label') ?? one.textContent).trim().replace(/\s+/g, ' ')),
  )
  return names.filter((name) => !shows.some((pattern) => pattern.test(name)))
}

test('in a vault that is open for reading only no room has a button that would record something', async ({
  home,
  start,
}) => {
  test.setTimeout(240_000)
  await seed(home)
  const { page } = await start()
  await button(page, /^North site/).click()
  await unlock(page)
  await expect(page.getByRole('alert').filter({ hasText: 'Reading only: nothing can be recorded.' })).toBeVisible()
  const found: Record<string, string[]> = {}
  const visit = async (name: string): Promise<void> => {
    await expect(page.getByText(/^Reading the/)).toHaveCount(0)
    const names = await pressable(page)
    if (names.length > 0) found[name] = names
  }
  for (const name of ['Queue', 'Cases', 'Tasks', 'People & places', 'Ledger', 'Members', 'Settings'] as const) {
    await room(page, name).click()
    await page.waitForLoadState('networkidle')
    await visit(name)
  }
  await room(page, 'Cases').click()
  await page.getByRole('link', { name: /Van at the dock/ }).click()
  const tabs = page.getByRole('tab')
  await expect(tabs.first()).toBeVisible()
  for (const one of await tabs.all()) {
    await one.click()
    await expect(one).toHaveAttribute('aria-selected', 'true')
    await visit(`case, ${(await one.textContent()) ?? ''}`)
  }
  await page.getByRole('tab', { name: /^Closure/ }).click()
  const dead = page.locator('.mantine-Button-root[aria-disabled=true]')
  await expect(dead.filter({ hasText: 'Write an allegation' })).toHaveAttribute('title', /^Reading only: /)
  await room(page, 'Cases').click()
  await page.getByRole('link', { name: /Van at the dock/ }).click()
  await page.getByRole('tab', { name: /^Decisions/ }).click()
  await look(page, 'reading-only-decisions')
  expect(found).toEqual({})
})

/** A case with something in every room, in a vault whose newest signed head is gone. */
async function seed(home: string): Promise<void> {
  const dir = join(home, 'North site.holdfast')
  const app = createApp(testPorts(home))
  const ask = <K extends Call>(name: K, input: Input<K>): Promise<Output<K>> =>
    app.call(name, input, { signal: new AbortController().signal, progress: () => undefined })
  await ask('vault.create', { dir, name: 'North site', member, passphrase })
  const file = async (narrative: string): Promise<string> =>
    (
      await ask('report.add', {
        channel: 'phone',
        receivedAt: new Date().toISOString(),
        reporter: null,
        category: 'suspicious-person',
        narrative,
      })
    ).report
  const report = await file('A van waited at the dock.')
  await file('It came again.')
  const { case: number } = await ask('report.promote', {
    report,
    title: 'Van at the dock',
    owner: member,
    playbook: 'suspicious-person',
  })
  const { subject } = await ask('subject.add', { kind: 'vehicle', name: 'White van' })
  await ask('involvement.record', { subject, case: number, role: 'seen' })
  await ask('note.save', { case: number, title: 'Walk', body: richTextOf('Walked the dock.') })
  await ask('decision.submit', {
    case: number,
    question: 'Close the dock?',
    options: ['Yes', 'No'],
    choice: 'No',
    rationale: 'One van.',
  })
  await ask('closure.allege', { case: number, text: 'He watched.', standard: 'preponderance' })
  await app.close()
  const database = await openRaw(dir, passphrase)
  dropTriggers(database)
  database.exec('delete from head where size = (select max(size) from head)')
  database.close()
}
