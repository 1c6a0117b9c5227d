import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { readAlert } from './alert.ts'

const now = Date.parse('2026-10-14T12:00:00Z')
interface Info {
  event: string
  severity: string
  urgency: string
  more?: string
  expires?: string
}
const info = ({ event, severity, urgency, more = '', expires = '2026-10-15T00:00:00-00:00' }: Info): string =>
  `<info><category>Met</category><event>${event}</event><urgency>${urgency}</urgency><severity>${severity}</severity><certainty>Likely</certainty><expires>${expires}</expires>${more}</info>`
const alert = (infos: string, more = '', { type = 'Alert', sent = '2026-10-14T09:12:44-00:00' } = {}): string =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A-1</identifier><sender>met@example.int</sender><sent>${sent}</sent><status>Actual</status><msgType>${type}</msgType>${more}<scope>Public</scope>${infos}</alert>`
const read = (text: string) => {
  const item = readAlert(text, { now })
  return { ...item, fields: item.report.fields ?? {}, said: item.problems.join('\n') }
}

const wind = info({
  event: 'Wind',
  severity: 'Minor',
  urgency: 'Future',
  more: '<area><areaDesc>Coast</areaDesc></area>',
})
const tornado = info({
  event: 'Tornado',
  severity: 'Extreme',
  urgency: 'Immediate',
  more: '<responseType>Shelter</responseType><responseType>Evacuate</responseType><area><areaDesc>Valley</areaDesc><altitude>100</altitude><ceiling>900</ceiling></area>',
})

it('tells every information, the gravest first, wherever it stands', () => {
  for (const order of [wind + tornado, tornado + wind]) {
    const { title, fields, said, proposals, report } = read(alert(order))
    expect(title).toBe('Tornado')
    expect(fields['Severity']).toBe('Tornado: Extreme\nWind: Minor')
    expect(fields['Urgency']).toBe('Tornado: Immediate\nWind: Future')
    expect(fields['Response']).toBe('Tornado: Shelter, Evacuate')
    expect(fields['Certainty']).toBe('Likely')
    expect(fields['Altitude']).toBe('Tornado: Valley: 100 to 900 ft above sea level')
    expect(said).toContain('2 information blocks of different grades: Tornado: Extreme, Immediate; Wind: Minor, Future')
    expect(proposals[0]).toMatchObject({ says: '2 areas: Valley; Coast', sets: { place: { name: 'Valley; Coast' } } })
    expect(report.narrative).toContain('severity: Extreme')
  }
})

it('keeps every element of CAP 1.2, and names what CAP does not know', () => {
  const whole = alert(
    info({
      event: 'Fire',
      severity: 'Severe',
      urgency: 'Expected',
      more: `<audience>staff</audience><eventCode><valueName>SAME</valueName><value>FRW</value></eventCode>
        <effective>2026-10-14T09:00:00-00:00</effective><onset>2026-10-14T10:00:00-00:00</onset><senderName>Fire service</senderName>
        <headline>Fire at the depot</headline><description>Smoke.</description><instruction>Leave.</instruction>
        <web>http://example.int</web><contact>112</contact><parameter><valueName>level</valueName><value>3</value></parameter>
        <resource><resourceDesc>map</resourceDesc><mimeType>image/png</mimeType><uri>http://example.int/m.png</uri></resource>
        <colour>red</colour><area><areaDesc>Depot</areaDesc><polygon>1,2 3,4 5,6 1,2</polygon><circle>1,2 3</circle><geocode><valueName>UGC</valueName><value>X1</value></geocode></area>`,
    }),
    '<source>desk</source><restriction>none</restriction><addresses>a b</addresses><code>c1</code><code>c2</code><note>n</note><incidents>i</incidents><mood>calm</mood>',
  )
  const { fields, said } = read(whole)
  expect(fields).toMatchObject({
    Audience: 'staff',
    'Event codes': 'SAME: FRW',
    Parameters: 'level: 3',
    Resources: 'map, image/png, http://example.int/m.png',
    Source: 'desk',
    Restriction: 'none',
    Addresses: 'a b',
    Codes: 'c1\nc2',
    Note: 'n',
    Incidents: 'i',
    Onset: '2026-10-14T10:00:00-00:00',
    Sender: 'Fire service',
    Polygons: '1,2 3,4 5,6 1,2',
    Geocodes: 'UGC: X1',
  })
  expect(said).toContain('CAP does not know it: mood, colour')
})

it('says what an update or a cancellation changes', () => {
  const earlier = '<references>met@example.int,A-0,2026-10-13T09:12:44-00:00</references>'
  const cancel = read(alert(wind, earlier, { type: 'Cancel' }))
  expect([cancel.title, cancel.said]).toEqual([
    'Cancelled: Wind',
    expect.stringContaining('This alert cancels met@example.int,A-0'),
  ])
  expect(read(alert(wind, earlier, { type: 'Update' })).said).toContain('takes the place of met@example.int,A-0')
  expect(read(alert(wind, '', { type: 'Cancel' })).said).toContain('an earlier one, which it does not name')
  expect(read(alert(wind)).problems).toEqual([])
})

it('names what had expired, and a time that cannot be', () => {
  const old = info({ event: 'Rain', severity: 'Minor', urgency: 'Past', expires: '2026-10-14T08:00:00+02:00' })
  expect(read(alert(old)).said).toContain('It had expired when it was imported (2026-10-14T08:00:00+02:00)')
  expect(read(alert(old + tornado)).said).toContain('1 of 2 information blocks had expired when it was imported: Rain')
  const late = read(alert(wind, '', { sent: '2099-10-14T09:12:44-00:00' }))
  expect(late.said).toMatch(/later than this import.*the time of the import is proposed instead/)
  expect(late.report.receivedAt).toBe(null)
})

it('takes out the files that it carries, and names those that are damaged', () => {
  const file = Buffer.from('a small map')
  const resource = (content: string, digest: string): string =>
    `<resource><resourceDesc>map.png</resourceDesc><mimeType>image/png</mimeType><derefUri>${content}</derefUri><digest>${digest}</digest></resource>`
  const one = (content: string, digest: string) =>
    read(alert(info({ event: 'Fire', severity: 'Minor', urgency: 'Future', more: resource(content, digest) })))
  const sha1 = createHash('sha1').update(file).digest('hex')
  const whole = one(`${file.toString('base64').slice(0, 8)}\n${file.toString('base64').slice(8)}`, sha1)
  expect(whole.parts.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['map.png', 'a small map'],
  ])
  expect(whole.problems).toEqual([])
  expect(one(file.toString('base64'), '00').said).toContain('not what the alert’s digest says')
  expect(one(file.toString('base64').slice(0, -3), sha1)).toMatchObject({
    parts: [],
    said: expect.stringContaining('cut off') as string,
  })
})

it('names what stands in it twice with different words', () => {
  expect(read(alert(tornado.replace('<urgency>', '<severity>Minor</severity><urgency>'))).said).toContain(
    'It says more than one thing where it may say one (severity)',
  )
  expect(read(alert(tornado + wind)).said).not.toContain('more than one thing')
})

it('an alert inside of a feed or an envelope is opened; several, and none, are refused with what to do', () => {
  const feed = (...inside: string[]): string =>
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Alerts</title>${inside.map((one) => `<entry><title>t</title><content type="text/xml">${one}</content></entry>`).join('')}</feed>`
  const edxl = `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><contentObject><xmlContent><embeddedXMLContent>${alert(
    wind,
  )
    .replace(' xmlns="urn:oasis:names:tc:emergency:cap:1.2"', '')
    .replaceAll(/<(\/?)/g, '<$1cap:')}</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>`
  const plain = read(alert(wind))
  for (const [text, wrapper] of [
    [feed(alert(wind)), 'a feed (Atom)'],
    [edxl, 'a distribution (EDXL-DE)'],
  ] as const) {
    const { report, problems } = read(text)
    expect(report).toEqual(plain.report)
    expect(problems).toEqual([
      `It came inside of ${wrapper}; what that says itself is not taken over, and stays in the file.`,
    ])
  }
  expect(() => read(feed(alert(wind), alert(wind)))).toThrow('2 alerts (CAP)')
  expect(() => read(feed('<cap:event xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">Wind</cap:event>'))).toThrow(
    'names alerts and holds none',
  )
  expect(() => read('<svg><g/></svg>')).toThrow('neither an alert (CAP) nor a track (GPX)')
})
