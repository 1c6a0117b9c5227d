import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createApp } from '../../electron/core/app.ts'
import type { Call, Input, Output } from '../../shared/contract/contract.ts'
import { testPorts } from '../support/app.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, member, passphrase, tab, unlock } from './steps.ts'

type Report = Input<'report.add'>
type Ask = <K extends Call>(name: K, input: Input<K>) => Promise<Output<K>>

const minute = 60_000
const ago = (minutes: number): string => new Date(Date.now() - minutes * minute).toISOString()
const report = (category: Report['category'], minutes: number, place: string, narrative: string): Report => ({
  channel: 'phone',
  receivedAt: ago(minutes),
  reporter: null,
  category,
  narrative,
  ...(place === '' ? {} : { place: { name: place } }),
})

const words = {
  van: 'A van with its lights out stood at the dock. The driver took pictures of the doors and drove off.',
  threat: 'This is the third one. He wrote the street I take to work and said he would see me Tuesday.',
  again: 'The same van at the dock. He said he was from the fire survey. We have no fire survey.',
  parking: 'Every day the same silver hatchback is in the visitor bays and it is not a visitor.',
}

/** A vault with a case and three reports that wait, made by the core itself. */
async function withVault<T>(home: string, work: (ask: Ask) => Promise<T>, open = true): Promise<T> {
  const app = createApp(testPorts(home))
  const ask: Ask = (name, input) =>
    app.call(name, input, { signal: new AbortController().signal, progress: () => undefined })
  try {
    const dir = join(home, 'North site.holdfast')
    if (open) await ask('vault.unlock', { dir, passphrase })
    else await ask('vault.create', { dir, name: 'North site', member, passphrase })
    return await work(ask)
  } finally {
    await app.close()
  }
}

const seed = (home: string): Promise<void> =>
  withVault(
    home,
    async (ask) => {
      const { report: van } = await ask('report.add', report('suspicious-person', 3000, 'Dock 3', words.van))
      await ask('report.promote', { report: van, title: 'Van at the dock', owner: member })
      await ask('report.add', { ...report('threat', 14, 'New York, HQ', words.threat), immediateDanger: true })
      await ask('report.add', report('suspicious-person', 30, 'Dock 3', words.again))
      await ask('report.add', report('other', 1100, '', words.parking))
    },
    false,
  )

async function enter(page: Page): Promise<void> {
  await button(page, /^North site/).click()
  await unlock(page)
}

const queue = (page: Page) => page.getByRole('grid')
const chosen = (page: Page) => queue(page).locator('[aria-selected=true]')

test('three signals, each with an owner and a next step, by keyboard alone', async ({ home, start }) => {
  await seed(home)
  const { page } = await start()
  await enter(page)
  const { keyboard } = page
  const type = (text: string): Promise<void> => keyboard.type(text)
  // The gravest is chosen already, and says why it is first.
  await expect(chosen(page)).toContainText('R-0002')
  await expect(chosen(page)).toContainText('immediate danger, not graded')
  const began = Date.now()

  // The first: graded by what was observed, cited word by word, and promoted.
  // Its factors are there once they were read.
  await expect(page.getByRole('radio', { name: 'Unknown' }).first()).toBeVisible()
  await keyboard.press('g')
  await expect(page.getByRole('radio', { name: 'Unknown' }).first()).toBeFocused()
  await keyboard.press('ArrowDown')
  await keyboard.press('n')
  await keyboard.press('ArrowDown')
  await keyboard.press('c')
  const narrative = page.getByRole('region', { name: 'Narrative' })
  await expect(narrative).toBeFocused()
  for (let step = 0; step < 7; step++) await keyboard.press('ArrowRight')
  for (let step = 0; step < 5; step++) await keyboard.press('Shift+ArrowRight')
  await keyboard.press('c')
  await expect(page.getByText('“the street I take to work”', { exact: true })).toBeVisible()
  await keyboard.press('ArrowDown')
  await keyboard.press('t')
  await type('Grace Okoro, who knows him')
  await keyboard.press('Enter')
  await expect(page.getByText(/^2 factors observed/)).toContainText(
    'High makes 2 notifications: tell an approver within 1 h; tell the owner within 1 d',
  )
  await keyboard.press('Control+Enter')
  await expect(chosen(page)).toContainText('High')
  await expect(chosen(page)).toContainText('tell approver within')
  await keyboard.press('d')
  await expect(field(page, 'How')).toBeFocused()
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await type('On the way in.')
  await keyboard.press('Enter')
  await expect(page.getByText(`${member} was told by telephone`)).toBeVisible()
  await keyboard.press('p')
  await expect(field(page, 'Title')).toBeFocused()
  await keyboard.press('Control+a')
  await type('Threat naming the route to work')
  await keyboard.press('Enter')
  // The next one is chosen by itself; what became of the one before is said, and leads there.
  await expect(page.getByText(/^R-0002 was promoted to /)).toBeVisible()
  await expect(button(page, 'Open case')).toBeVisible()
  await expect(chosen(page)).toContainText('R-0004')
  await expect(chosen(page)).toContainText('oldest not graded')

  // The second goes where its place was seen before.
  await keyboard.press('j')
  await expect(chosen(page)).toContainText('R-0003')
  await expect(chosen(page)).toContainText('same place as R-0001')
  await keyboard.press('m')
  await expect(field(page, 'Reason')).toHaveValue(/^Like R-0001: place /)
  await expect(page.getByRole('radio', { name: /Van at the dock/ })).toBeChecked()
  await keyboard.press('Enter')
  await expect(page.getByText(/^R-0003 was merged into /)).toBeVisible()

  // The third is declined, with a reason.
  await expect(chosen(page)).toContainText('R-0004')
  await keyboard.press('x')
  await expect(field(page, 'Reason')).toBeFocused()
  await type('A parking matter; passed to facilities.')
  await keyboard.press('Enter')
  await expect(page.getByText('Every report waits here until')).toBeVisible()
  expect(Date.now() - began).toBeLessThan(3 * minute)

  await page.close()
  await withVault(home, async (ask) => {
    const { items } = await ask('report.list', { disposition: 'all', order: 'newest' })
    const ended = items
      .toSorted((a, b) => a.number.localeCompare(b.number))
      .map(({ number, disposition, caseNumber, severity }) => [number, disposition, caseNumber, severity])
    expect(ended).toEqual([
      ['R-0001', 'promoted', `${new Date().getUTCFullYear()}-001`, null],
      ['R-0002', 'promoted', `${new Date().getUTCFullYear()}-002`, 'high'],
      ['R-0003', 'merged', `${new Date().getUTCFullYear()}-001`, null],
      ['R-0004', 'declined', null, null],
    ])
    const opened = await ask('case.get', { case: `${new Date().getUTCFullYear()}-002` })
    expect(opened.owner).toBe(member)
    expect(opened.followUpDue).not.toBeNull()
    const { last, duties } = await ask('report.grading', { report: 'R-0002' })
    const from = words.threat.indexOf('the street')
    expect(last?.answers.filter(({ answer }) => answer === 'observed').map(({ cites }) => cites)).toEqual([
      [{ kind: 'quote', quote: 'the street I take to work', from }],
      [{ kind: 'told', by: 'Grace Okoro, who knows him' }],
    ])
    expect(duties.map(({ tell, state, caseNumber }) => [tell, state, caseNumber])).toEqual([
      ['approver', 'acknowledged', opened.number],
      ['owner', 'open', opened.number],
    ])
  })
})

test('what is snoozed or assigned is taken back by one key; every panel is clean', async ({ home, start }) => {
  test.setTimeout(240_000)
  await seed(home)
  await withVault(home, async (ask) => {
    await ask('report.triage', {
      report: 'R-0002',
      answers: [
        {
          factor: 'names-place-or-time',
          answer: 'observed',
          cites: [{ kind: 'quote', quote: 'the street I take to work' }],
        },
        { factor: 'escalating', answer: 'observed', cites: [{ kind: 'quote', quote: 'the third one' }] },
        { factor: 'means', answer: 'unknown', note: 'not in what we have; ask' },
      ],
      departs: { level: 'critical', reason: 'He knows Tuesday, and the street.' },
    })
  })
  const { page } = await start()
  await enter(page)
  await expect(chosen(page)).toContainText('tell approver within')
  await look(page, 'triage')
  await page.keyboard.press('a')
  await look(page, 'triage-assign')
  await button(page, 'Assign report').click()
  await expect(page.getByLabel('For triage by').getByText(member)).toBeVisible()
  await field(page, 'Whose reports').selectOption('me')
  await expect(queue(page)).toHaveAttribute('aria-rowcount', '2')
  await field(page, 'Whose reports').selectOption('anyone')
  await queue(page).focus()
  await page.keyboard.press('u')
  await expect(page.getByText('Nobody yet')).toBeVisible()

  await page.keyboard.press('z')
  await look(page, 'triage-snooze')
  await field(page, 'Reason').fill('HR calls back.')
  await button(page, 'Snooze report').click()
  await expect(queue(page)).toHaveAttribute('aria-rowcount', '3')
  await field(page, 'Which reports').selectOption({ label: 'Snoozed 1' })
  await expect(chosen(page)).toContainText('snoozed until')
  await queue(page).focus()
  await page.keyboard.press('u')
  await expect(page.getByText('No report is put aside.')).toBeVisible()
  await field(page, 'Which reports').selectOption({ label: 'Open 3' })

  await queue(page).focus()
  await page.keyboard.press('d')
  await look(page, 'triage-told')
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('y')
  await look(page, 'triage-citing')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('1 observed factor without a citation.')).toBeVisible()
  await page.keyboard.press('j')
  await look(page, 'triage-second')
  await page.keyboard.press('j')
  await expect(chosen(page)).toContainText('R-0003')
  await expect(page.getByLabel('Seen before')).toContainText('R-0001')
  await look(page, 'triage-seen')
  await page.keyboard.press('p')
  await expect(page.getByLabel('Seen before')).toContainText('R-0001')
  await look(page, 'triage-promote')
})

test('a grade rests on an answered field and on an exhibit of the report, chosen with the mouse', async ({
  home,
  start,
}) => {
  test.setTimeout(120_000)
  const photo = join(home, 'phone.txt')
  writeFileSync(photo, 'Incoming call, 06:42, +1 212 555 0142')
  await withVault(
    home,
    async (ask) => {
      await ask('report.add', {
        ...report('threat', 14, 'New York, HQ', words.threat),
        fields: { 'Number shown': '+1 212 555 0142', 'What the caller wanted': 'To know which gate she uses at six' },
      })
      await ask('exhibit.add', { report: 'R-0001', files: [photo] })
    },
    false,
  )
  const { page } = await start()
  await enter(page)
  const first = page.locator('.intake_factor').first()
  await expect(first).toBeVisible()
  await page.keyboard.press('g')
  await expect(first).toHaveClass(/intake_on/)
  const wanted = page.getByRole('group', { name: 'What the caller wanted' })
  await wanted.selectText()
  await button(first, 'Cite the selected words').click()
  await expect(first).toContainText('“To know which gate she uses at six” (What the caller wanted)')
  await expect(wanted.locator('mark')).toHaveText('To know which gate she uses at six')
  const second = page.locator('.intake_factor').nth(1)
  await page.keyboard.press('ArrowDown')
  await expect(second).toHaveClass(/intake_on/)
  await button(second, 'Record').click()
  await button(second, 'R-0001-E01 phone.txt').click()
  await expect(second).toContainText('R-0001-E01')
  // By keys too: to the field, word by word.
  await page.keyboard.press('ArrowDown')
  await page.getByRole('group', { name: 'Number shown' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('c')
  await expect(page.locator('.intake_factor').nth(2)).toContainText('(Number shown)')
  await look(page, 'triage-fields')
  // What is not there is said, and nothing is lost.
  await page.keyboard.press('r')
  await page.keyboard.type('R-0099-E01')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('There is no exhibit “R-0099-E01” in this vault.')).toBeVisible()
  await button(page, 'Remove the citation R-0099-E01').click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('tell approver within').first()).toBeVisible()
  // In the case the report goes on to say who must be told.
  await button(page, 'Record that an approver was told').click()
  await button(page, 'Record acknowledgement').click()
  await expect(page.getByText('Ada Lindqvist was told by telephone')).toBeVisible()
  await button(page, 'Promote to case').click()
  await field(page, 'Title').fill('Calls to the front desk')
  await button(page, 'Promote and go there').click()
  await tab(page, 'Reports').click()
  const duties = page.getByRole('region', { name: 'Notifications of R-0001' })
  await expect(duties).toContainText('1 open of 2 notifications')
  await expect(duties).toContainText('Ada Lindqvist was told by telephone')
  await look(page, 'case-reports')
})
