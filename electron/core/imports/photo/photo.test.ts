import { expect, it } from 'vitest'
import { exifOf, tag } from './exif.fixture.ts'
import { readPhoto } from './photo.ts'

const now = Date.parse('2026-11-29T12:00:00Z')
const read = async (fields: Parameters<typeof exifOf>[0], big = false) => {
  const { proposals, problems } = await readPhoto(exifOf(fields, big), { zone: 'America/New_York', now })
  const by = (id: string) => proposals.find((one) => one.id === id)
  return { when: by('occurred')?.sets.occurredAt, says: by('occurred')?.says, place: by('place')?.sets.place, problems }
}
const taken = (offset: string) =>
  read({ exif: { [tag.dateTimeOriginal]: '2026:11:23 03:42:09', [tag.offsetTimeOriginal]: offset } })

it('believes the offset that a camera states, of part hours too, and says what the camera said', async () => {
  const when = async (offset: string): Promise<unknown> => (await taken(offset)).when
  expect(await when('-05:00')).toMatchObject({ value: '2026-11-23T03:42:09', zone: '-05:00' })
  expect(await when('+00:00')).toMatchObject({ value: '2026-11-23T03:42:09', zone: 'UTC' })
  expect(await when('+05:30')).toMatchObject({ value: '2026-11-23T03:42:09', zone: '+05:30' })
  expect(await when('-03:30')).toMatchObject({ value: '2026-11-23T03:42:09', zone: '-03:30' })
  expect((await taken('+05:30')).says).toBe('2026:11:23 03:42:09, UTC+5:30 as the camera was set')
})

it('reads an offset however it is written', async () => {
  for (const offset of ['-5:00', '-0500', '-5', 'UTC-05:00', 'GMT-5', ' -05:00 '])
    expect([offset, (await taken(offset)).when]).toMatchObject([offset, { zone: '-05:00' }])
  for (const suffix of ['+02:00', '+0200', '+2', '.123+02:00', ' +02:00'])
    expect((await read({ exif: { [tag.dateTimeOriginal]: `2026:10:14 09:12:44${suffix}` } })).when).toMatchObject({
      value: '2026-10-14T09:12:44',
      zone: '+02:00',
    })
  expect((await read({ exif: { [tag.dateTimeOriginal]: '2026:10:14 09:12:44Z' } })).when).toMatchObject({ zone: 'UTC' })
})

it('assumes a zone only where the camera states none that can be, and names one that cannot', async () => {
  for (const offset of ['', '+99:00', 'x', '   :  ', '+15:00']) {
    const { when, says, problems } = await taken(offset)
    expect(when).toMatchObject({ value: '2026-11-23T03:42:09', zone: 'America/New_York' })
    expect(says).toContain('zone not said; America/New_York is assumed')
    expect(problems.length).toBe(offset.replaceAll(/[\s:]/g, '') === '' ? 0 : 1)
  }
})

it('takes no clock’s offset for another’s', async () => {
  const summer = { [tag.dateTimeOriginal]: '2026:07:14 20:24:44', [tag.createDate]: '2026:07:14 20:24:44' }
  for (const other of [tag.offsetTime, tag.offsetTimeDigitized])
    expect((await read({ exif: { ...summer, [other]: '+01:00' } })).says).toContain('zone not said')
  const edited = { main: { [tag.modifyDate]: '2026:11:20 10:00:00' }, exif: { [tag.offsetTime]: '+01:00' } }
  expect((await read(edited)).when).toMatchObject({ value: '2026-11-20T10:00:00', zone: '+01:00' })
})

it('goes on to the next clock where the first is blank, and says so', async () => {
  for (const blank of ['0000:00:00 00:00:00', '    :  :     :  :  ', '----:--:-- --:--:--']) {
    const stored = { [tag.createDate]: '2026:01:18 12:35:41', [tag.offsetTimeDigitized]: '+01:00' }
    const { when, problems } = await read({ exif: { [tag.dateTimeOriginal]: blank, ...stored } })
    expect(when).toMatchObject({ value: '2026-01-18T12:35:41', zone: '+01:00' })
    expect(problems.join()).toContain('is blank')
  }
  const { when, problems } = await read({
    exif: { [tag.dateTimeOriginal]: '2026:13:01 00:00:00', [tag.createDate]: '2026:01:18 12:35:41' },
  })
  expect(when).toMatchObject({ value: '2026-01-18T12:35:41' })
  expect(problems.join()).toContain('which is no date and time')
})

it('names a time that cannot be right', async () => {
  const doubts: [string, RegExp][] = [
    ['2099:01:18 12:35:41', /is later than this import/],
    ['2026:12:24 12:00:00', /is later than this import/],
    ['1970:01:01 00:00:07', /never set/],
    ['1980:01:01 00:03:00', /never set/],
    ['2000:01:01 01:00:00', /never set/],
    ['2005:01:01 00:00:00', /clock begins that lost its battery/],
    ['1961:05:04 10:00:00', /before there were digital cameras/],
  ]
  for (const [said, why] of doubts) {
    const { when, problems } = await read({ exif: { [tag.dateTimeOriginal]: said } })
    expect(when).toBeDefined()
    expect(problems.join()).toMatch(why)
  }
  expect((await taken('-05:00')).problems).toEqual([])
})

it('takes the zone from the satellites where the camera says none, and says where they differ', async () => {
  const gps = { [tag.dateStamp]: '2026:11:23', [tag.timeStamp]: [1, 42, 11] }
  const local = { [tag.dateTimeOriginal]: '2026:11:23 03:42:09' }
  expect(await read({ exif: local, gps })).toMatchObject({
    when: { value: '2026-11-23T03:42:09', zone: '+02:00' },
    says: '2026:11:23 03:42:09; by its GPS clock (2026-11-23T01:42:11Z) that is UTC+2',
    problems: [],
  })
  const other = await read({ exif: { ...local, [tag.offsetTimeOriginal]: '+01:00' }, gps })
  expect(other.problems.join()).toContain('one of them is wrong')
  const odd = { [tag.dateStamp]: '2026:11:23', [tag.timeStamp]: [1, 33, 11] }
  expect((await read({ exif: local, gps: odd })).problems.join()).toContain('which no time zone makes')
  expect((await read({ gps })).when).toMatchObject({ value: '2026-11-23T01:42:11', zone: 'UTC' })
})

it('proposes a place only with both hemispheres, in either byte order', async () => {
  const degrees = { [tag.latitude]: [48, 12, 30], [tag.longitude]: [16, 22, 12] }
  const south = { ...degrees, [tag.latitudeRef]: 'S', [tag.longitudeRef]: 'W' }
  for (const big of [false, true])
    expect((await read({ gps: south }, big)).place).toEqual({ latitude: -48.208333, longitude: -16.37 })
  for (const [refs, lacks] of [
    [{}, 'north or south and east or west'],
    [{ [tag.latitudeRef]: 'N' }, 'east or west'],
    [{ [tag.longitudeRef]: 'E' }, 'north or south'],
    [{ [tag.latitudeRef]: '', [tag.longitudeRef]: 'E' }, 'north or south'],
    [{ [tag.latitudeRef]: '?', [tag.longitudeRef]: 'E' }, 'north or south'],
  ] as const) {
    const { place, problems } = await read({ gps: { ...degrees, ...refs } })
    expect([place, problems.join()]).toEqual([undefined, expect.stringContaining(`does not say ${lacks}`)])
  }
})

it('passes over a position that is none, and says why', async () => {
  const refs = { [tag.latitudeRef]: 'N', [tag.longitudeRef]: 'E' }
  const none: NonNullable<Parameters<typeof exifOf>[0]['gps']>[] = [
    { [tag.latitude]: [0, 0, 0], [tag.longitude]: [0, 0, 0] },
    {
      [tag.latitude]: [
        [48, 0],
        [1, 0],
        [1, 0],
      ] as const,
      [tag.longitude]: [16, 22, 12],
    },
    { [tag.latitude]: [99, 0, 0], [tag.longitude]: [16, 22, 12] },
    { [tag.latitude]: [48, 72, 30], [tag.longitude]: [16, 22, 12] },
    { [tag.latitude]: [48, 12, 30] },
  ]
  for (const gps of none) {
    const { place, problems } = await read({ gps: { ...refs, ...gps } })
    expect(place).toBeUndefined()
    expect(problems.join()).toContain('it is passed over')
  }
  const fix = { ...refs, [tag.latitude]: [48, 12, 30], [tag.longitude]: [16, 22, 12], [tag.status]: 'V' }
  expect((await read({ gps: fix })).problems.join()).toContain('had no fix')
})
