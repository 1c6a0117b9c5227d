import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isThere, real } from '../real/real.ts'
import { dropFiles } from './drop.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, fileReport, makeVault, room } from './steps.ts'

const mail = [
  'From: "L. Marsh" <l.marsh@example.org>',
  'Message-ID: <a@example.org>',
  'Date: Mon, 23 Nov 2026 06:42:00 -0500',
  'Subject: The van again',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'It waited at the north door for an hour and left when the guard came.',
  '--b',
  'Content-Disposition: attachment; filename=plate.txt',
  'Content-Type: text/plain',
  '',
  'KJ 4417',
  '--b--',
  '',
].join('\r\n')
const track = `<gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Morning drive</name><trkseg>
<trkpt lat="38.71" lon="-9.14"><time>2026-11-23T06:40:00Z</time></trkpt>
<trkpt lat="38.72" lon="-9.15"><time>2026-11-23T07:05:00Z</time></trkpt></trkseg></trk></gpx>`
const table = 'ID,Reported by,Location,Description\n7,A. Moss,Gate 2,Badge refused twice\n8,A. Moss,Gate 2,\n'

test('files that are dropped on the queue are shown first, then filed as accepted', async ({ page, home }) => {
  test.setTimeout(240_000)
  const write = (name: string, text: string): string => {
    const path = join(home, name)
    writeFileSync(path, text)
    return path
  }
  const files = [
    write('van.eml', mail),
    write('drive.gpx', track),
    write('gates.csv', table),
    write('bad.cap', '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier></alert>'),
    write('noise.bin', 'no kind of report'),
  ]
  await makeVault(page)
  await fileReport(page, 'He wrote the street I take to work.')
  await dropFiles(page, page.getByRole('region', { name: 'Queue' }).first(), files)
  await expect(page.getByRole('heading', { name: 'van.eml' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Its content is none of the kinds that can be imported.')).toBeVisible()
  await expect(page.getByText(/The alert lacks sender, sent/)).toBeVisible()
  await page.getByLabel(/Began: /).check()
  await button(page, 'Try it').click()
  const tried = page.getByRole('region', { name: 'What would be filed' })
  await expect(tried).toContainText('1 report would be filed, 1 refused, 0 passed over. Nothing is recorded yet.', {
    timeout: 60_000,
  })
  await expect(tried).toContainText('1 row would be refused: the narrative (Description) is empty')
  await button(page, 'Use these columns').click()
  await look(page, 'import')
  await button(page, 'File 3 reports and 1 table').click()
  const result = page.getByRole('region', { name: 'Result of the import' })
  await expect(result).toContainText('4 reports filed, 1 refused', { timeout: 60_000 })
  await expect(result).toContainText('line 3')
  await look(page, 'import-result')
  await result.getByRole('link', { name: 'R-0002' }).click()
  const exhibits = page.getByRole('region', { name: 'Exhibits of this report' })
  await expect(exhibits).toContainText('plate.txt')
  await exhibits.getByRole('button', { name: /plate\.txt/ }).click()
  await expect(exhibits).toContainText('KJ 4417')
  await button(exhibits, 'Verify exhibits').click()
  await expect(exhibits).toContainText('2 exhibits read again')
  await look(page, 'report-exhibits')
  await room(page, 'Queue').click()
  await button(page, 'Import').click()
  // The system's own dialog, or a path that is typed.
  mkdirSync(join(home, 'Stick'))
  writeFileSync(join(home, 'Stick', 'gate.eml'), mail.replaceAll('a@example.org', 'b@example.org'))
  await button(page, 'Choose a folder…').click()
  await expect(page.getByRole('list', { name: 'Waiting files' })).toContainText('gate.eml')
  await expect(button(page, 'Look at 1 file that waits')).toBeVisible({ timeout: 20_000 })
  await button(page, 'Type its path').click()
  await field(page, 'Path of the folder').fill(home)
  await button(page, 'Watch folder').click()
  await expect(page.getByText(/van\.eml: passed over, on record as R-0002/)).toBeVisible({ timeout: 20_000 })
  await look(page, 'import-watch')
})

test('every part of a report that a mapping knows is filled from the window, and the mapping is kept', async ({
  page,
  home,
}) => {
  test.setTimeout(240_000)
  const path = join(home, 'gates.csv')
  const head = 'No,Seen by,Y,M,D,H,Min,Town,Gate,Lat,Lon,Words,More,Sort,Now,Badge,Shift'
  writeFileSync(
    path,
    `${head}\n17,A. Moss,2026,11,22,6,42,Lisbon,Gate 2,38.71,-9.14,A man climbed the fence,He ran,Fence,still there,4417,Night\n`,
  )
  await makeVault(page)
  await dropFiles(page, page.getByRole('region', { name: 'Queue' }).first(), [path])
  await expect(page.getByRole('heading', { name: 'gates.csv' })).toBeVisible({ timeout: 60_000 })
  await button(page, 'Use these columns').click()
  await expect(page.getByText('Say which column tells what happened.')).toBeVisible()
  const pick = async (name: string, ...columns: string[]): Promise<void> => {
    for (const column of columns) {
      await page.getByRole('combobox', { name }).click()
      await page.getByRole('listbox', { name }).getByRole('option', { name: column, exact: true }).click()
    }
    await page.keyboard.press('Escape')
  }
  await pick('What happened', 'Words', 'More')
  await pick('Place', 'Gate', 'Town')
  for (const [part, column] of [
    ['Reporter', 'Seen by'],
    ['Sender’s number', 'No'],
    ['Happened: year', 'Y'],
    ['Month', 'M'],
    ['Day', 'D'],
    ['Hour', 'H'],
    ['Minute', 'Min'],
    ['Latitude', 'Lat'],
    ['Longitude', 'Lon'],
    ['Immediate danger', 'Now'],
    ['Category', 'Sort'],
  ] as const)
    await field(page, part).selectOption({ label: column })
  await field(page, 'Zone').selectOption({ label: 'The same for every row' })
  await field(page, 'Zone, for every row').fill('Europe/Lisbon')
  await field(page, 'Channel').selectOption({ label: 'The same for every row' })
  await field(page, 'Channel, for every row').selectOption('observation')
  await page.getByRole('combobox', { name: 'It is yes when the cell is' }).fill('still there')
  await page.keyboard.press('Enter')
  await field(page, 'Values of category').selectOption('listed')
  await field(page, 'category of “Fence”').selectOption('trespass')
  await page.getByText('Further fields').click()
  await field(page, 'Badge').fill('Badge number')
  await look(page, 'import-mapping')
  // What was chosen is still there when the screen comes back.
  await room(page, 'Queue').click()
  await button(page, 'Import').click()
  await expect(field(page, 'Zone, for every row')).toHaveValue('Europe/Lisbon')
  await button(page, 'Use these columns').click()
  await field(page, 'Keep this mapping as').fill('Gates')
  await button(page, 'Keep mapping').click()
  await expect(page.getByText('Kept as “Gates”.')).toBeVisible()
  await button(page, 'File 1 table').click()
  const result = page.getByRole('region', { name: 'Result of the import' })
  await expect(result).toContainText('1 report filed', { timeout: 60_000 })
  await result.getByRole('link', { name: 'R-0001' }).click()
  const report = page.getByRole('complementary')
  await expect(report.getByText('A man climbed the fence').first()).toBeVisible()
  for (const words of [
    'He ran',
    'A. Moss',
    'Gate 2, Lisbon',
    'Trespass',
    'Immediate danger was reported.',
    'Badge number',
    '4417',
    '22 Nov 2026, 06:42',
  ])
    await expect(report.getByText(words).first()).toBeVisible()
})

test('another table joins the list, and a mapping that was kept is offered for its same columns', async ({
  page,
  home,
}) => {
  test.setTimeout(240_000)
  const head = 'Nr;Datum;Uhrzeit;Art;Was'
  const write = (name: string, rows: string[]): string => {
    const path = join(home, name)
    writeFileSync(path, Buffer.from(`${[head, ...rows].join('\r\n')}\r\n`, 'latin1'))
    return path
  }
  const first = write('november.csv', [
    '1;22.11.2026;21:40;Threat;Anruf am Tor',
    '2;13.11.2026;07:05;theft;Fahrrad weg',
  ])
  await makeVault(page)
  await dropFiles(page, page.getByRole('region', { name: 'Queue' }).first(), [first])
  await expect(page.getByText(/^2 rows, /)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('combobox', { name: 'What happened' }).click()
  await page.getByRole('listbox', { name: 'What happened' }).getByRole('option', { name: 'Was', exact: true }).click()
  await page.keyboard.press('Escape')
  // All of its cells have the day first: nobody has to say so.
  await field(page, 'Happened: date in one column').selectOption('Datum')
  await expect(field(page, 'Its dates are written')).toHaveValue('day-first')
  await field(page, 'Time of day').selectOption('Uhrzeit')
  await field(page, 'Zone').selectOption({ label: 'The same for every row' })
  await field(page, 'Zone, for every row').fill('Europe/Berlin')
  await field(page, 'Category').selectOption({ label: 'Art' })
  // Of one that has no date at all it is asked.
  await field(page, 'Happened: date in one column').selectOption('Nr')
  await expect(field(page, 'Its dates are written')).toHaveValue('')
  await button(page, 'Use these columns').click()
  await expect(page.getByText('Say how the column writes its dates.')).toBeVisible()
  await field(page, 'Happened: date in one column').selectOption('Datum')
  await expect(page.getByText('Say how the column writes its dates.')).toHaveCount(0)
  await button(page, 'Use these columns').click()
  await field(page, 'Keep this mapping as').fill('Tor')
  await button(page, 'Keep mapping').click()
  await expect(page.getByText('Kept as “Tor”.')).toBeVisible()

  // Another table joins the list: what was settled for the first one stays.
  const second = write('dezember.csv', ['1;1.12.2026;06:00;theft;Tasche weg'])
  const place = page.getByRole('heading', { name: 'Import', exact: true })
  await place.scrollIntoViewIfNeeded()
  await dropFiles(page, place, [second])
  await expect(page.getByRole('heading', { name: 'dezember.csv' })).toBeVisible({ timeout: 60_000 })
  await expect(field(page, 'Happened: date in one column').first()).toHaveValue('Datum')
  await expect(button(page, 'File 1 table')).toBeVisible()
  const card = page
    .getByRole('list', { name: 'Files' })
    .getByRole('listitem')
    .filter({ hasText: 'dezember.csv' })
    .last()
  await expect(button(card, 'As kept: Tor')).toBeVisible({ timeout: 60_000 })
  await look(page, 'import-two-tables')
  await button(card, 'As kept: Tor').click()
  await expect(field(card, 'Happened: date in one column')).toHaveValue('Datum')
  await expect(field(card, 'Zone, for every row')).toHaveValue('Europe/Berlin')
  await button(card, 'Use these columns').click()
  await button(page, 'File 2 tables').click()
  const result = page.getByRole('region', { name: 'Result of the import' })
  await expect(result).toContainText('3 reports filed', { timeout: 60_000 })
  await room(page, 'Queue').click()
  await expect(field(page, 'Which reports')).toContainText('Open 3')
})

test('a table of thousands is tried before it is filed: values of all rows, refusals by cause', async ({ page }) => {
  test.skip(!isThere('incidents'), 'the real incidents are not here')
  test.setTimeout(240_000)
  const file = real('incidents/aid-worker-security-1997-2016.csv')
  await makeVault(page)
  await dropFiles(page, page.getByRole('region', { name: 'Queue' }).first(), [file])
  await expect(page.getByText(/^2,189 rows, .*letters .*cells separated by commas\.$/)).toBeVisible({ timeout: 90_000 })
  await field(page, 'Category').selectOption({ label: 'Means of attack' })
  await button(page, 'Try it').click()
  const tried = page.getByRole('region', { name: 'What would be filed' })
  await expect(tried).toContainText('2,189 refused', { timeout: 90_000 })
  // One cause is one line, in words.
  await expect(tried.getByRole('listitem')).toHaveCount(1)
  await expect(tried).toContainText('2,189 rows would be refused: the category is none of ')
  await expect(tried).not.toContainText('suspicious-person')
  await look(page, 'import-tried-refused')
  await field(page, 'Values of category').selectOption('listed')
  await expect(page.getByText(/^All rows have \d+ values here\.$/)).toBeVisible()
  await field(page, 'Find a value of category').fill('kidnap')
  await field(page, 'category of “Kidnapping”').selectOption('abduction')
  await expect(tried).toContainText('This was by other choices')
  await look(page, 'import-values')
  await button(page, 'Try it again').click()
  await expect(tried).toContainText('2,189 reports would be filed, 0 refused', { timeout: 90_000 })
  await look(page, 'import-tried')
})
