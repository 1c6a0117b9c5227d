import { chromium, type Page } from '@playwright/test'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findBrowser } from '../../electron/hosts/browser/find-browser.ts'
import { findProgram } from '../../electron/hosts/place.ts'
import { Playbook, type PlaybookTask } from '../../shared/contract/playbooks.ts'
import { dropFiles } from './drop.ts'
import { expect, test } from './fixture.ts'
import {
  addMember,
  audit,
  button,
  chooseMember,
  conclude,
  field,
  makeVault,
  member,
  openCase,
  passphrase,
  room,
  tab,
  workAs,
} from './steps.ts'

// 6:42: three signals by three channels, and what becomes of each, until the case is closed and sealed.

const { root } = findProgram(import.meta.url)
const resource = (...path: string[]): string => join(root, 'resources', ...path)
const supervisor = { name: 'Samir Reyes', words: 'seven lanterns over quiet water' }
const title = 'Threat at the loading dock'
const call = 'He said he counts who leaves by the dock, and that he would wait there on Friday.'
const badge = 'My badge was refused twice at the archive and worked the third time.'
const chosen = 'Drive him from the front door until Friday week'

const row = (page: Page, number: string) => page.getByRole('grid').getByRole('row', { name: new RegExp(number) })
const panel = (page: Page) => page.getByRole('complementary')
const checklist = (page: Page) => page.getByRole('region', { name: 'Closing', exact: true })

/** By telephone, typed while the caller speaks. */
async function takeCall(page: Page): Promise<void> {
  await room(page, 'Queue').click()
  await page.keyboard.press('n')
  await expect(button(page, 'Employee concern')).toBeFocused()
  await page.keyboard.press('t')
  await field(page, 'Who is threatened').fill('Henrik Aas')
  await field(page, 'How it was made').selectOption('by-phone')
  await field(page, 'Happened').fill('6:42')
  await field(page, 'Channel').selectOption('phone')
  await field(page, 'What was said or written').fill(call)
  await page.keyboard.press('Control+Enter')
  await expect(panel(page).getByText('By telephone')).toBeVisible()
}

/** By e-mail: the message as it came, kept as an exhibit of its report. */
async function importMail(page: Page): Promise<void> {
  await room(page, 'Queue').click()
  const mail = resource('sample', 'exhibits', 're-your-new-door.eml')
  await dropFiles(page, page.getByRole('region', { name: 'Queue' }).first(), [mail])
  await button(page, 'File 1 report').click()
  await expect(page.getByRole('region', { name: 'Result of the import' })).toContainText('1 report filed', {
    timeout: 60_000,
  })
}

/** By the form that is given away: written in a browser that knows nothing of the vault, sealed, sent back. */
async function takeSealed(page: Page, home: string): Promise<void> {
  await room(page, 'Queue').click()
  await button(page, 'Report form').click()
  await field(page, 'Other').check()
  await button(page, 'Write the form').click()
  await expect(page.getByText(/^The form is ready to give away/)).toBeVisible()
  const [form = ''] = globSync('* exports/*.html', { cwd: home })
  const file = await writtenByReporter(join(home, form), join(home, 'badge.hfreport'))
  const section = page.getByRole('region', { name: 'Sealed reports' })
  const picker = page.waitForEvent('filechooser')
  await button(section, 'Open sealed reports').click()
  await (await picker).setFiles([file])
  await button(section, 'File the report').click()
  await expect(section.getByText('Filed as R-0003 with 0 exhibits.')).toBeVisible()
}

async function writtenByReporter(form: string, into: string): Promise<string> {
  const executablePath = findBrowser()
  test.skip(executablePath === undefined, 'no Chromium-based browser on this computer')
  const browser = await chromium.launch({ executablePath: executablePath ?? '' })
  try {
    const page = await browser.newPage({ acceptDownloads: true, locale: 'en-US' })
    await page.goto(pathToFileURL(form).href)
    await page.getByLabel(/^What happened/).fill(badge)
    await page.getByLabel(/^Where did it happen/).fill('Archive, level 2')
    await button(page, 'Continue').click()
    await button(page, 'Continue').click()
    const download = page.waitForEvent('download')
    await button(page, 'Save the report').click()
    await (await download).saveAs(into)
    return into
  } finally {
    await browser.close()
  }
}

/** Graded by keys from what was observed, each factor with what shows it; whoever must be told is told. */
async function gradeCall(page: Page): Promise<void> {
  await room(page, 'Queue').click()
  await row(page, 'R-0001').click()
  const { keyboard } = page
  const press = async (key: string, times = 1): Promise<void> => {
    for (let n = 0; n < times; n++) await keyboard.press(key)
  }
  await press('g')
  await expect(page.getByRole('radio', { name: 'Unknown' }).first()).toBeFocused()
  await press('ArrowDown', 2)
  await press('c')
  await expect(page.getByRole('region', { name: 'Narrative' })).toBeFocused()
  await press('ArrowRight', 4)
  await press('Shift+ArrowRight', 4)
  await press('c')
  await expect(page.getByText('“who leaves by the dock', { exact: false })).toBeVisible()
  await press('ArrowDown')
  await press('t')
  await keyboard.type('The caller, who is his assistant')
  await press('Enter')
  await expect(page.getByText(/^2 factors observed/)).toContainText('High makes 2 notifications')
  await press('Control+Enter')
  await expect(row(page, 'R-0001')).toContainText('tell approver within')
  await tell(page, 'Record that an approver was told', supervisor.name)
}

async function tell(page: Page, what: string | RegExp, whom: string): Promise<void> {
  await button(page, what).click()
  await chooseMember(page, 'Who was told', whom)
  await button(page, 'Record acknowledgement').click()
  await expect(page.getByText(`${whom} was told by telephone`)).toBeVisible()
}

/** One becomes a case with its playbook, one goes into it, one is declined. */
async function triage(page: Page): Promise<void> {
  await button(page, 'Promote to case').click()
  await field(page, 'Title').fill(title)
  await chooseMember(page, 'Approver', supervisor.name)
  await expect(field(page, 'Playbook')).toHaveValue('threat')
  await button(panel(page), 'Promote to case').click()
  await expect(row(page, 'R-0001')).toHaveCount(0)

  await row(page, 'R-0002').click()
  await button(page, 'Merge into case').click()
  await page.getByRole('radio', { name: new RegExp(title) }).check()
  await field(page, 'Reason').fill('The same door and the same hour')
  await button(page, 'Merge report').click()
  await expect(row(page, 'R-0002')).toHaveCount(0)

  await row(page, 'R-0003').click()
  await button(page, 'Decline report').click()
  await field(page, 'Reason').fill('A worn reader; passed to facilities')
  await button(panel(page), 'Decline report').click()
  await expect(page.getByText('Every report waits here until')).toBeVisible()
}

/** What its playbook demands of a threat, but for what is due a fortnight later: that another member lets go. */
const playbook = Playbook.parse(JSON.parse(readFileSync(resource('playbooks', 'threat.json'), 'utf8')))
const mandatory = playbook.tasks.filter((task) => task.mandatory && task.key !== 'review-measures')

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const card = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(name) }).first()

/** Does a task with everything that it asks for; without that it is refused. */
async function doTask(page: Page, step: PlaybookTask | undefined, refused = false): Promise<void> {
  if (!step) throw new Error('the playbook has no such task')
  const done = column(page, 'Done').getByRole('listitem')
  const before = await done.count()
  await card(page, step.title).focus()
  await page.keyboard.press('d')
  const says = button(panel(page), 'Say it is done')
  if (refused) {
    await says.click()
    await expect(panel(page).getByText('It is not done without this.')).toBeVisible()
  }
  for (const { name, required } of step.results) {
    if (required) await field(page, name).fill(`On record, ${step.key}`)
  }
  await says.click()
  await expect(done).toHaveCount(before + 1)
}

async function putForward(page: Page): Promise<void> {
  await tab(page, 'Decisions').click()
  await button(page, 'New decision').click()
  await field(page, 'Question').fill('How does he leave the building until the police have spoken to the man?')
  await field(page, 'Option 1').fill(chosen)
  await field(page, 'Option 2').fill('Leave it as it is')
  await field(page, 'Choose option 1').check()
  await field(page, 'Rationale').fill('The caller and the writer both know the dock and the hour.')
  await page.getByRole('checkbox', { name: /Report R-0001/ }).check()
  await page.getByRole('checkbox', { name: /Report R-0002/ }).check()
  await button(page, 'Put forward for approval').click()
  await expect(page.getByRole('article', { name: 'Decision D-01' })).toContainText('waits for')
  // Nobody approves their own.
  await expect(button(page, 'Approve decision')).toHaveCount(0)
}

/** The second member answers the decision, and lets go of the task that only another may let go of. */
async function answerAsSupervisor(page: Page): Promise<void> {
  await openCase(page, title, 'Decisions')
  await page.getByRole('button', { name: /D-01/ }).click()
  await button(page, 'Approve decision').click()
  await button(panel(page), 'Approve decision').click()
  await expect(page.getByRole('article', { name: 'Decision D-01' })).toContainText(`Approved by ${supervisor.name}`)
  await tab(page, 'Tasks').click()
  await card(page, 'Look again at the measures').focus()
  await page.keyboard.press('x')
  await field(page, 'Reason').fill('It goes on as a monitoring duty')
  await button(page, 'Say it does not apply').click()
  await expect(column(page, 'Done')).toContainText('Look again at the measures')
}

/** What the case came to, what is left of the risk, and who looks after it. */
async function writeConclusion(page: Page): Promise<void> {
  await tab(page, 'Closure').click()
  await button(page, 'Write an allegation').click()
  await field(page, 'Allegation').fill('A former employee announced by telephone that he would wait at the dock.')
  await button(page, 'Record allegation').click()
  await expect(checklist(page)).toContainText('It has no finding.')
  await button(page, 'Find…').click()
  await field(page, 'Finding').selectOption('substantiated')
  await field(page, 'Basis').fill('The call and the message name the same door and hour.')
  await page.getByRole('checkbox', { name: /Report R-0001/ }).check()
  await button(page, 'Record finding').click()
  // The form, whose choices have the same words, is gone once it is on record.
  await expect(field(page, 'Finding')).toHaveCount(0)
  await expect(page.getByText('Substantiated')).toBeVisible()
  await conclude(page, 'Outcome', 'The police spoke to him; he has been banned from the site.')
  await conclude(page, 'Actions taken', 'Driven from the front door for a week; the dock watched on Friday.')
  await button(page, 'Say what remains…').click()
  await field(page, 'Risk that remains').selectOption('moderate')
  await field(page, 'Why').fill('He knows the building and its hours.')
  await button(page, 'Record').click()
  await expect(checklist(page)).toContainText('nobody is to watch it')
  await button(page, 'Set a duty…').click()
  await field(page, 'What').fill('Ask the dock whether he was seen')
  await chooseMember(page, 'Owner', member)
  await field(page, 'Due').fill('2099-01-10 09:00')
  await button(page, 'Set duty').click()
  await expect(page.getByRole('region', { name: 'Monitoring and safeguards' })).toContainText('Ask the dock')
  await page.keyboard.press('e')
  await field(page, 'Follow-up due').fill('')
  await button(page, 'Save changes').click()
}

test('from three signals by three channels to a case that is closed and sealed', async ({ page, home }) => {
  test.setTimeout(300_000)
  await makeVault(page)
  await addMember(page, supervisor.name, 'Supervisor', supervisor.words)
  await takeCall(page)
  await importMail(page)
  await takeSealed(page, home)
  await gradeCall(page)
  await triage(page)

  await openCase(page, title, 'Tasks')
  const [first, ...rest] = mandatory
  await doTask(page, first, true)
  await putForward(page)
  await tab(page, 'Closure').click()
  await expect(button(page, 'Ask to close…')).toBeDisabled()
  for (const open of [
    'It waits for approval.',
    'It is not written down what the case came to.',
    'Nobody has said what risk remains.',
    'A follow-up is due',
    'Tell the head of security: it is mandatory, and open.',
    'the first follow-up with the person who is meant',
  ]) {
    await expect(checklist(page)).toContainText(open)
  }

  // Each of them leads to where it is settled.
  await button(checklist(page), /-T03$/).click()
  await expect(panel(page).getByRole('heading', { name: 'Tell the head of security' })).toBeVisible()

  await workAs(page, supervisor.words)
  await answerAsSupervisor(page)

  await workAs(page, passphrase)
  await openCase(page, title, 'Reports')
  await page.getByRole('link', { name: /^R-0001/ }).click()
  await tell(page, /^Record that the owner/, member)
  await openCase(page, title, 'Tasks')
  for (const step of rest) await doTask(page, step)
  await writeConclusion(page)
  await expect(page.getByText('Nothing is open')).toBeVisible()
  await button(page, 'Ask to close…').click()
  await button(panel(page), 'Ask to close the case').click()
  await expect(page.getByRole('heading', { name: 'Closing waits for approval' })).toBeVisible()
  await expect(button(page, 'Approve closing')).toHaveCount(0)

  await workAs(page, supervisor.words)
  await openCase(page, title, 'Closure')
  await button(page, 'Approve closing').click()
  await button(panel(page), 'Approve closing').click()
  await expect(page.getByRole('status').filter({ hasText: 'The record is sealed.' })).toBeVisible()
  await expect(button(page, 'Edit case')).toHaveCount(0)
  await tab(page, 'Notebook').click()
  await expect(button(page, 'New note')).toHaveCount(0)

  // Each of the six questions is answered, from the record.
  await tab(page, 'Brief').click()
  const six = page.getByRole('region', { name: 'The six questions' })
  await expect(six.getByRole('heading')).toHaveCount(6)
  await expect(six.locator('.cases_open-mark')).toHaveCount(0)
  for (const answer of [
    call.slice(0, 30),
    '1 exhibit',
    `${mandatory.length} of ${playbook.tasks.length} tasks done`,
    `${chosen} (approved by ${supervisor.name})`,
    'R-0002 merged into this case.',
    'Moderate: He knows the building and its hours.',
  ]) {
    await expect(six).toContainText(answer)
  }

  await room(page, 'Queue').click()
  await expect(page.getByText('Every report waits here until')).toBeVisible()
  await audit(page)
  await expect(page.getByText('The vault is as it was signed')).toBeVisible({ timeout: 30_000 })
})
