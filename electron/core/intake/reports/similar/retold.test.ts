import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input } from '../../../../../shared/contract/contract.ts'
import { newVault, testApp, type TestApp } from '../../../../../tests/support/app.ts'

// The same event in other words, and other events that look like it. Written for this test; nothing in it is real.

type Told = Input<'report.similar'>

const at = (value: string, zone = 'Europe/Madrid'): Told['occurredAt'] => ({ value, zone, precision: 'minute' })
const on = (value: string, zone = 'Europe/Madrid'): Told['occurredAt'] => ({ value, zone, precision: 'day' })

/** What is on record, each with a place or a number by which it is known. */
const known: Record<string, Told> = {
  loadingDock: {
    words: 'A courier refused to show a badge and left a taped box against the shutter.',
    place: { name: 'Loading dock, Calle Serrano 41', latitude: 40.4269, longitude: -3.6871 },
    occurredAt: at('2026-11-09T14:20'),
  },
  bareSpot: {
    words: 'Two men on a scooter circled the minister’s car twice.',
    place: { latitude: 40.41831, longitude: -3.70257 },
    occurredAt: at('2026-11-10T19:05'),
  },
  clinic: {
    words: 'Armed persons entered the pharmacy and took the cold boxes.',
    place: { name: 'Clinic, Buluk, Jowhar, Somalia', latitude: 2.7809, longitude: 45.5005 },
    occurredAt: on('2026-10-02', 'Africa/Mogadishu'),
  },
  country: {
    words: 'Aid convoy halted, one driver detained and later freed.',
    place: { name: 'South Sudan', latitude: 7.309, longitude: 30.2 },
    occurredAt: on('2026-09-24', 'Africa/Juba'),
  },
  counts: {
    words:
      'On the 24th 1 ICRC delegate and 3 UN drivers were stopped; 2 NGO cars and 12 km of road closed until 1800 h.',
    occurredAt: on('2026-08-24', 'Africa/Juba'),
  },
  plate: {
    words: 'Silver Skoda, plate 7341 KMD, idling opposite the school gate.',
    place: { name: 'Colegio Sur' },
    occurredAt: at('2026-11-03T08:40'),
  },
  spelled: { words: 'It was 9085LMN I think, the driver ran.', occurredAt: on('2026-11-06') },
  phone: { words: 'He rang from +34 612 555 018 and breathed.', occurredAt: at('2026-11-04T02:11') },
  badge: { words: 'Badge 448213 opened the server room at night.', place: { name: 'Server room, floor 3' } },
  handle: { words: 'The account @quiet_harbor posted our rota.', occurredAt: on('2026-11-05') },
  lift: {
    words: 'Graffiti with a name and a gallows was sprayed inside the lift.',
    place: { name: 'Lift B, Tower 2' },
    occurredAt: on('2026-11-12'),
  },
}

const asked: [what: string, told: Told, wanted: string | null][] = [
  // The same place and time, other words.
  [
    'the same dock and minute, no word in common',
    {
      words: 'Somebody in uniform dropped a parcel by our rear entrance and would not identify himself.',
      place: { name: 'loading dock, calle serrano 41' },
      occurredAt: at('2026-11-09T14:25'),
    },
    'loadingDock',
  ],
  [
    'the same dock by its coordinates, under another name',
    {
      words: 'Suspect package.',
      place: { name: 'Rear gate', latitude: 40.42691, longitude: -3.68712 },
      occurredAt: at('2026-11-09T14:30'),
    },
    'loadingDock',
  ],
  [
    'the same bare spot and time',
    {
      words: 'Moped riders following the convoy',
      place: { latitude: 40.41833, longitude: -3.7026 },
      occurredAt: at('2026-11-10T19:10'),
    },
    'bareSpot',
  ],
  [
    'the same spot, told in another language',
    {
      words: 'Dos individuos dieron vueltas alrededor del coche oficial',
      place: { latitude: 40.4183, longitude: -3.7026 },
      occurredAt: at('2026-11-10T19:00'),
    },
    'bareSpot',
  ],
  [
    'the same clinic and day',
    {
      words: 'Gunmen robbed medicines and refrigerators.',
      place: { name: 'Clinic, Buluk, Jowhar, Somalia', latitude: 2.7809, longitude: 45.5005 },
      occurredAt: on('2026-10-02', 'Africa/Mogadishu'),
    },
    'clinic',
  ],
  [
    'the same lift, on the next day',
    {
      words: 'Threatening drawing in the cabin, paint still wet.',
      place: { name: 'LIFT B, TOWER 2' },
      occurredAt: on('2026-11-13'),
    },
    'lift',
  ],
  [
    'a school gate without a time',
    { words: 'A man sits in his car watching children.', place: { name: 'COLEGIO SUR' } },
    'plate',
  ],
  [
    'a server room by its name alone',
    { words: 'Racks were found unlocked in the morning.', place: { name: 'server room, floor 3' } },
    'badge',
  ],
  // Numbers, however they are written.
  ['a plate in one piece', { words: 'I saw 7341KMD again outside my flat' }, 'plate'],
  ['a plate that the report before spelled only, in one piece', { words: 'Licence plate 9085-LMN' }, 'spelled'],
  ['a plate with a hyphen in a field', { words: 'Same car', fields: { Vehicle: '7341-KMD' } }, 'plate'],
  ['a plate in small letters that is named as one', { words: 'number plate 7341 kmd' }, 'plate'],
  ['a telephone without its country', { words: 'Silent call, display said 612 555 018.' }, 'phone'],
  ['a telephone with dots and 0034', { words: 'Missed calls: 0034.612.555.018' }, 'phone'],
  ['a badge in other words', { words: 'Somebody cloned badge no. 448213' }, 'badge'],
  [
    'an account without its sign',
    { words: 'The user quiet_harbor wrote to me', fields: { Account: '@Quiet_Harbor' } },
    'handle',
  ],
  // Near misses.
  [
    'the same country and day alone',
    {
      words: 'A compound was burgled overnight.',
      place: { name: 'South Sudan', latitude: 7.309, longitude: 30.2 },
      occurredAt: on('2026-09-24', 'Africa/Juba'),
    },
    null,
  ],
  [
    'a country of a clinic that is named',
    {
      words: 'Protest march, no injuries.',
      place: { name: 'Somalia' },
      occurredAt: on('2026-10-02', 'Africa/Mogadishu'),
    },
    null,
  ],
  ['counts of people', { words: '1 ICRC nurse and 3 UN guards vaccinated villagers.' }, null],
  ['a day of the month', { words: 'Rent is due on the 24th.' }, null],
  ['a measure and an hour', { words: 'The parade is 12 km long and ends 1800 h.' }, null],
  ['cars of an organisation', { words: '2 NGO vans were washed.' }, null],
  ['a plate of which one digit is another', { words: 'White Seat, plate 7342 KMD, broke down.' }, null],
  ['a telephone with another end', { words: 'Call me back at +34 612 555 019.' }, null],
  ['a number of another kind', { words: 'Invoice 448213 euros was paid late.' }, null],
  ['a badge with a digit more', { words: 'Badge 4482130 was reprinted.' }, null],
  ['another account of a like name', { words: 'A page called @quiet_harbour_inn sells rooms.' }, null],
  [
    'the same dock name in another street',
    {
      words: 'Forklift hit a pillar.',
      place: { name: 'Loading dock, Harbour Road 7', latitude: 51.9, longitude: 4.48 },
      occurredAt: at('2026-11-09T14:20'),
    },
    null,
  ],
  [
    'the same minute elsewhere',
    { words: 'Smoke alarm in the canteen.', place: { name: 'Canteen' }, occurredAt: at('2026-11-09T14:20') },
    null,
  ],
  [
    'the same name of a site on the other side of the country',
    {
      words: 'Boiler leaks.',
      place: { name: 'Loading dock, Calle Serrano 41', latitude: 37.38, longitude: -5.98 },
      occurredAt: at('2026-11-20T14:20'),
    },
    null,
  ],
  [
    'a place and a day, two years on',
    { words: 'Broken tile.', place: { name: 'Corridor C' }, occurredAt: on('2028-11-12') },
    null,
  ],
]

const elsewise = {
  channel: 'phone',
  receivedAt: '2026-11-23T11:00:00Z',
  reporter: null,
  category: 'other',
} as const

let t: TestApp
const numbers: Record<string, string> = {}
beforeAll(async () => {
  t = testApp({ clock: { now: () => Date.parse('2026-11-23T12:00:00Z'), zone: 'Europe/Madrid' } })
  await newVault(t)
  for (const [name, { words = '', ...told }] of Object.entries(known)) {
    const draft: Input<'report.add'> = {
      ...elsewise,
      narrative: words,
      fields: told.fields ?? {},
      place: told.place ?? null,
      occurredAt: told.occurredAt ?? null,
    }
    const { report } = await t.call('report.add', draft)
    numbers[name] = report
  }
}, 60_000)
afterAll(() => t.end())

test.each(asked)('%s', async (_, told, wanted) => {
  const { items } = await t.call('report.similar', told)
  expect(items.map(({ number, reasons }) => [number, reasons.join('; ')])).toEqual(
    wanted === null ? [] : [[numbers[wanted], expect.any(String)]],
  )
})
