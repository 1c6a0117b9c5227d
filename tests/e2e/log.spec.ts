import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, fileReport, makeVault, promote, tab } from './steps.ts'

test('communications and a journey: written down by keyboard, corrected, settled, and shown on the timeline', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await makeVault(page)
  await fileReport(page, 'A caller from +1 212 555 0142 named the door she takes.')
  await promote(page, 'Calls to the front desk')

  await tab(page, 'Communications').click()
  await expect(page.getByText('A correction strikes through; nothing is destroyed.')).toBeVisible()
  await look(page, 'communications-empty')
  await page.keyboard.press('n')
  await field(page, 'Name of person 1').fill('Unknown caller')
  await field(page, 'Number or handle of person 1').fill('+1 212 555 0142')
  await field(page, 'Name of person 2').fill('Front desk')
  await field(page, 'Sent, or began').fill('2026-11-23 06:42')
  await field(page, 'What was said').fill('I know which door she takes.')
  await field(page, 'What was said').selectText()
  await button(page, 'Quote the selected words as threatening').click()
  await expect(page.getByLabel('Seen before').filter({ hasText: 'R-0001' })).toContainText('telephone')
  await look(page, 'communication-form')
  // Leaving loses nothing: what was typed is there again.
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(field(page, 'Name of person 1')).toHaveValue('Unknown caller')
  await button(page, 'Log it').click()
  await expect(page.locator('mark')).toHaveText('I know which door she takes.')

  await button(page, 'Correct C-01').click()
  await field(page, 'What was said').fill('I know which gate she takes.')
  await button(page, 'Remove the quote I know which door she takes.').click()
  await button(page, 'Put these words in its place').click()
  await expect(page.getByText('Say why it is corrected.')).toBeVisible()
  await field(page, 'Why it is corrected').fill('The recording was played again')
  await button(page, 'Put these words in its place').click()
  await expect(page.getByText('C-02 stands in its place')).toBeVisible()
  await look(page, 'communications')

  await tab(page, 'Travel').click()
  await look(page, 'travel-empty')
  await page.keyboard.press('n')
  await field(page, 'Who travels').fill('K. Aas')
  await field(page, 'From').fill('Guarulhos, terminal 3')
  await field(page, 'To').fill('-23.5614, -46.6558')
  await field(page, 'Departure, as planned').fill('2026-11-09 21:50')
  await field(page, 'Arrival, as planned').fill('2026-11-09 22:30')
  await look(page, 'leg-form')
  await button(page, 'Plan the leg').last().click()
  await button(page, 'L-01').click()
  await button(page, 'Report times').click()
  await field(page, 'Departed').fill('2026-11-09 21:55')
  await field(page, 'Arrived').fill('2026-11-09 23:14')
  await button(page, 'Report times').click()
  await expect(page.getByText('44 min late').first()).toBeVisible()
  await button(page, 'Note a deviation').click()
  await field(page, 'What is not as planned').fill('A black saloon behind the car since the airport')
  await button(page, 'Note the deviation').click()
  await expect(page.getByText('1 open')).toBeVisible()
  await look(page, 'travel')
  await button(page, 'Settle…').click()
  await field(page, 'Reason').fill('Arrived; the plate was given to the police')
  await button(page, 'Settle it').click()
  await expect(page.getByText('1 settled')).toBeVisible()
  await button(page, 'Attach an advisory').click()
  await field(page, 'Title').fill('Severe thunderstorms')
  await field(page, 'Issued by').fill('INMET')
  await button(page, 'Attach it').click()
  await expect(page.getByRole('region', { name: 'Advisories' })).toContainText('Severe thunderstorms')

  await tab(page, 'Brief').click()
  await expect(page.getByRole('button', { name: 'Communication: C-02, incoming call', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Travel: L-01 arrived', exact: true })).toBeVisible()
  await look(page, 'brief-with-log')
})

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'SUMMARY:Flight LH 1172 from Frankfurt to Lisbon',
  'DTSTART;TZID=Europe/Berlin:20261123T064500',
  'DTEND;TZID=Europe/Lisbon:20261123T085500',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'SUMMARY:Dinner',
  'LOCATION:Rua Augusta 12',
  'DTSTART:20261123T200000',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n')

test('a calendar file proposes legs: nothing is planned until each was checked', async ({ page, home }) => {
  test.setTimeout(240_000)
  const [trip, other] = [join(home, 'trip.ics'), join(home, 'notes.ics')]
  writeFileSync(trip, calendar)
  writeFileSync(other, 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')
  await makeVault(page)
  await fileReport(page, 'A caller named the flight she takes.')
  await promote(page, 'Calls to the front desk')
  await tab(page, 'Travel').click()

  await field(page, 'Calendar file').setInputFiles(other)
  await expect(page.getByText('notes.ics has no events.', { exact: true })).toBeVisible({ timeout: 60_000 })
  await button(page, 'Close From a calendar file').click()
  await field(page, 'Calendar file').setInputFiles(trip)
  await expect(page.getByText('trip.ics proposes 2 legs.')).toBeVisible({ timeout: 60_000 })
  await look(page, 'calendar-legs')

  await button(page, 'Check Flight LH 1172 from Frankfurt to Lisbon').click()
  await expect(page.getByRole('note')).toContainText('Check each field against the booking.')
  await expect(field(page, 'From')).toHaveValue('Frankfurt')
  await expect(field(page, 'To')).toHaveValue('Lisbon')
  await expect(field(page, 'How')).toHaveValue('air')
  await expect(field(page, 'Departure, as planned')).toHaveValue('2026-11-23 06:45')
  await expect(field(page, 'Flight, booking, vehicle or driver')).toHaveValue('LH 1172')
  await field(page, 'Who travels').fill('K. Aas')
  // Leaving loses nothing, and plans nothing.
  await page.keyboard.press('Escape')
  await button(page, 'Check Flight LH 1172 from Frankfurt to Lisbon').click()
  await expect(field(page, 'Who travels')).toHaveValue('K. Aas')
  await button(page, 'Plan the leg').last().click()
  await expect(page.getByText('planned as L-01')).toBeVisible()

  // Its time names no zone: it is said, and asked for.
  await button(page, 'Check Dinner').click()
  await expect(page.getByRole('note')).toContainText('in a zone that the calendar does not name')
  await look(page, 'leg-form-proposed')
  await expect(field(page, 'Who travels')).toHaveValue('K. Aas')
  await button(page, 'Plan the leg').last().click()
  await expect(page.getByText('Say when it begins, as far as it is known.')).toBeVisible()
  await field(page, 'Departure, as planned').fill('2026-11-23 20:00')
  await button(page, 'Plan the leg').last().click()
  await expect(page.getByText('planned as L-02')).toBeVisible()
  await button(page, 'Put the file aside').click()
  await expect(page.getByRole('row', { name: /L-01/ })).toContainText('Frankfurt → Lisbon')
  await button(page, 'L-01').click()
  await expect(page.getByText(/in the calendar file trip\.ics, SHA-256 [0-9a-f]{64}/)).toBeVisible()
  await tab(page, 'History').click()
  await expect(page.getByText(/L-02/).first()).toBeVisible()
})
