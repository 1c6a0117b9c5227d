import { many, type Family } from './making.ts'

const calendar =
  (one: (n: number) => string): Family['make'] =>
  (size) =>
    many(size, 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n', one, 'END:VCALENDAR\r\n')

const event = (body: string) => `BEGIN:VEVENT\r\nUID:u@x\r\nDTSTART:20261201T080000Z\r\n${body}END:VEVENT\r\n`

const oneEvent =
  (line: (n: number) => string): Family['make'] =>
  (size) =>
    many(
      size,
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u@x\r\nDTSTART:20261201T080000Z\r\n',
      line,
      '\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    )

const gpx =
  (one: (n: number) => string, end: string, begin = '<trk><trkseg>'): Family['make'] =>
  (size) =>
    many(
      size,
      `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">${begin}`,
      one,
      `${end}</gpx>`,
    )

const point = (n: number): string =>
  `<trkpt lat="${(n % 90) + 0.5}" lon="${(n % 180) + 0.5}"><time>2026-11-23T12:00:${String(n % 60).padStart(2, '0')}Z</time></trkpt>`

const cap =
  (one: (n: number) => string, begin = '', end = ''): Family['make'] =>
  (size) =>
    many(
      size,
      `<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier><sender>a</sender><sent>2026-11-23T12:00:00-00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>${begin}`,
      one,
      `${end}</alert>`,
    )

const info =
  '<language>en</language><category>Met</category><event>e</event><urgency>Past</urgency><severity>Minor</severity><certainty>Likely</certainty>'

export const placesAndTimes: Family[] = [
  { name: 'calendar: events', reads: 'file', make: calendar((n) => event(`SUMMARY:e${n}\r\n`)) },
  { name: 'calendar: events of one UID', reads: 'file', make: calendar((n) => event(`SEQUENCE:${n}\r\n`)) },
  {
    name: 'calendar: a line folded often',
    reads: 'file',
    make: oneEvent((n) => (n === 0 ? 'DESCRIPTION:a' : '\r\n b')),
  },
  { name: 'calendar: one long line', reads: 'file', make: oneEvent((n) => (n === 0 ? 'DESCRIPTION:a' : '\\, \\n;')) },
  { name: 'calendar: parameters', reads: 'file', make: oneEvent((n) => (n === 0 ? 'SUMMARY' : `;X-P${n}="a"`)) },
  { name: 'calendar: quotation marks', reads: 'file', make: oneEvent((n) => (n === 0 ? 'SUMMARY;X="' : '";')) },
  { name: 'calendar: left-out dates', reads: 'file', make: oneEvent((n) => `EXDATE:2026120${n % 9}T080000Z\r\n`) },
  {
    name: 'calendar: attendees',
    reads: 'file',
    make: oneEvent((n) => `ATTENDEE;CN=N${n}:mailto:n${n}@example.org\r\n`),
  },
  {
    name: 'calendar: zones',
    reads: 'file',
    make: calendar(
      (n) =>
        `BEGIN:VTIMEZONE\r\nTZID:Z${n}\r\nBEGIN:STANDARD\r\nDTSTART:19701101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n`,
    ),
  },
  {
    name: 'calendar: one zone of many rules',
    reads: 'file',
    make: (size) =>
      many(
        size,
        `BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Z\r\n`,
        (n) =>
          `BEGIN:STANDARD\r\nDTSTART:${1970 + (n % 100)}1101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\n`,
        `END:VTIMEZONE\r\n${event('DTEND;TZID=Z:20261201T090000\r\n')}END:VCALENDAR\r\n`,
      ),
  },
  {
    name: 'calendar: zones and events',
    reads: 'file',
    make: calendar(
      (n) =>
        `BEGIN:VTIMEZONE\r\nTZID:Z${n}\r\nBEGIN:STANDARD\r\nDTSTART:19701101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:${n}\r\nDTSTART;TZID=Z${n}:20261201T080000\r\nEND:VEVENT\r\n`,
    ),
  },
  { name: 'calendar: beginnings', reads: 'file', make: calendar(() => 'BEGIN:VEVENT\r\n') },
  { name: 'calendar: durations', reads: 'file', make: oneEvent((n) => (n === 0 ? 'DURATION:P' : '1D')) },
  { name: 'track: points', reads: 'file', make: gpx(point, '</trkseg></trk>') },
  { name: 'track: segments', reads: 'file', make: gpx((n) => `<trkseg>${point(n)}</trkseg>`, '</trk>', '<trk>') },
  {
    name: 'track: tracks',
    reads: 'file',
    make: gpx((n) => `<trk><name>t${n}</name><trkseg>${point(n)}</trkseg></trk>`, '', ''),
  },
  {
    name: 'track: waypoints',
    reads: 'file',
    make: gpx((n) => `<wpt lat="${n % 90}" lon="1"><name>w${n}</name></wpt>`, '', ''),
  },
  { name: 'xml: attributes', reads: 'file', make: gpx((n) => `a${n}="1" `, '/>', '<trk ') },
  { name: 'xml: elements within elements', reads: 'file', make: gpx(() => '<a>', '', '') },
  { name: 'xml: text in pieces', reads: 'file', make: gpx(() => 'a<![CDATA[b]]>', '</name></trk>', '<trk><name>') },
  { name: 'xml: entities', reads: 'file', make: gpx(() => '&amp;&#65;', '</name></trk>', '<trk><name>') },
  { name: 'xml: white space before', reads: 'file', make: (size) => many(size, '', () => ' \n', '<gpx></gpx>') },
  {
    name: 'xml: comments before',
    reads: 'file',
    make: (size) => many(size, '<?xml version="1.0"?>', () => '<!-- c -->', '<gpx></gpx>'),
  },
  {
    name: 'xml: a comment begun',
    reads: 'file',
    make: (size) => many(size, '<?xml version="1.0"?><!--', () => '--', '<gpx></gpx>'),
  },
  { name: 'xml: instructions begun', reads: 'file', make: (size) => many(size, '', () => '<?x ', '?><gpx></gpx>') },
  { name: 'xml: declarations begun', reads: 'file', make: (size) => many(size, '', () => '<!x ', '><gpx></gpx>') },
  {
    name: 'alert: infos',
    everyTime: true,
    reads: 'file',
    make: cap((n) => `<info>${info}<headline>h${n}</headline></info>`),
  },
  {
    name: 'alert: areas',
    reads: 'file',
    make: cap((n) => `<area><areaDesc>a${n}</areaDesc></area>`, `<info>${info}`, '</info>'),
  },
  {
    name: 'alert: a polygon',
    reads: 'file',
    make: cap(
      (n) => `${n % 90}.5,${n % 180}.5 `,
      `<info>${info}<area><areaDesc>a</areaDesc><polygon>`,
      '</polygon></area></info>',
    ),
  },
  {
    name: 'alert: parameters',
    reads: 'file',
    make: cap((n) => `<parameter><valueName>v${n}</valueName><value>x</value></parameter>`, `<info>${info}`, '</info>'),
  },
  {
    name: 'alert: references',
    reads: 'file',
    make: cap(() => 'a,1,2026-11-23T12:00:00-00:00 ', '<references>', '</references>'),
  },
]
