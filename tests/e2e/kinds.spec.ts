import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipOf } from '../../electron/core/evidence/reading/archive/made-zip.fixture.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { addByPicker, fileReport, keepPicked, makeVault, promote, tab } from './steps.ts'

// A conversation, a track and an alert are looked at as what they are, and their places are pointed to.

test('a conversation shows both readings of its dates, a track is drawn with its table, an alert with its areas', async ({
  page,
  home,
}) => {
  test.slow()
  const chat = Array.from({ length: 12 }, (_, n) => `03.04.21, 10:${10 + n} - ${n % 2 ? 'Ann' : 'Ben'}: line ${n + 1}`)
  chat.push('05.04.21, 10:30 - Ann: notes/list.txt', '05.04.21, 10:31 - Ben: list.txt (file attached)')
  const point = (n: number): string =>
    `<trkpt lat="${(48.2 + n / 500).toFixed(4)}" lon="${(16.3 + Math.sin(n) / 200).toFixed(4)}"><time>2026-10-14T0${n < 20 ? 6 : 7}:${10 + (n % 20)}:00Z</time></trkpt>`
  const track = `<gpx creator="x" version="1.1"><trk><name>Way home</name><trkseg>${Array.from({ length: 40 }, (_, n) => point(n)).join('')}</trkseg></trk></gpx>`
  const alert =
    '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a</identifier><sender>s</sender><sent>2026-10-14T06:00:00+02:00</sent><status>Actual</status><msgType>Update</msgType><scope>Public</scope><references>s,b,2026-10-13T06:00:00+02:00</references>' +
    '<info><category>Met</category><event>Storm</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><area><areaDesc>Valley</areaDesc><polygon>48,179 48,-179 49,-179.5 48,179</polygon><circle>48.2,178.9 25</circle></area></info></alert>'
  const files: [string, string | Buffer][] = [
    [
      'talk.zip',
      zipOf([
        { name: 'WhatsApp Chat with Ann.txt', bytes: Buffer.from(chat.join('\n')) },
        { name: 'list.txt', bytes: Buffer.from('gate and lobby') },
      ]),
    ],
    ['way.gpx', track],
    ['storm.cap', alert],
    ['kept.zip', zipOf([{ name: 'a/b/c.txt', bytes: Buffer.from('deep') }])],
  ]
  for (const [name, content] of files) writeFileSync(join(home, name), content)
  await makeVault(page)
  await fileReport(page, 'Somebody follows her home.')
  await promote(page, 'Somebody follows her')
  await tab(page, 'Evidence').click()
  await addByPicker(
    page,
    files.map(([name]) => join(home, name)),
  )
  await keepPicked(page)
  await page.getByRole('row', { name: 'talk.zip' }).getByRole('button').click()
  await page.getByRole('link', { name: 'Open exhibit' }).click()

  const viewer = page.getByRole('region', { name: /^Exhibit / })
  const talk = viewer.getByRole('region', { name: 'Messages of talk.zip' })
  await expect(talk).toContainText('2021-04-03 10:10 or 2021-03-04 10:10')
  await talk.getByRole('button', { name: 'Point to message 3' }).click()
  await expect(talk.getByRole('listitem').nth(2)).toHaveAttribute('aria-current', 'location')
  await look(page, 'viewer-chat')
  await talk.getByRole('button', { name: 'list.txt', exact: true }).click()
  await expect(viewer.getByRole('region', { name: 'Text of list.txt' })).toContainText('gate and lobby')
  await viewer.getByRole('combobox', { name: 'Read its text as' }).selectOption('koi8-r')
  await expect(viewer.getByText('chosen by a person')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(talk).toBeVisible()

  await page.keyboard.press(']')
  const way = viewer.getByRole('region', { name: 'Points of way.gpx' })
  await expect(way.getByRole('img', { name: 'Drawing of 1 thing by its position' })).toBeVisible()
  await way.getByRole('button', { name: 'Point to point 21', exact: true }).click()
  await expect(way.getByRole('table', { name: 'Lines' })).toContainText('Way home')
  await look(page, 'viewer-track')

  await page.keyboard.press(']')
  const storm = viewer.getByRole('region', { name: 'Records of storm.cap' })
  await expect(storm.getByRole('img', { name: 'Drawing of 2 things by their positions' })).toBeVisible()
  await expect(storm).toContainText('Valley')

  await page.keyboard.press(']')
  const kept = viewer.getByRole('list', { name: 'Files inside' }).first()
  await expect(kept.getByRole('button', { name: 'c.txt', exact: true })).toBeVisible()
})
