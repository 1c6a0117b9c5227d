import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
