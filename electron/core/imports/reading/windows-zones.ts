import { createRequire } from 'node:module'
import { earliest } from '../../../../shared/kernel/time.ts'
import { isZone } from '../../../../shared/kernel/zones.ts'

interface WindowsZones {
  supplemental: { windowsZones: { mapTimezones: { mapZone: { _other: string; _territory: string; _type: string } }[] } }
}

// Not imported: the build leaves packages where they are and drops the attribute that an import of JSON needs.
const windowsZones = createRequire(import.meta.url)('cldr-core/supplemental/windowsZones.json') as WindowsZones

/** CLDR's table: a zone of Windows and a territory (`001`: the world) → zones of the IANA list, the usual one first. */
const table = new Map(
  windowsZones.supplemental.windowsZones.mapTimezones.map(({ mapZone: { _other, _territory, _type } }) => [
    `${_other.toLowerCase()} ${_territory}`,
    _type.trim().split(/\s+/),
  ]),
)

/**
 * The IANA zone of a Windows zone's name (`W. Europe Standard Time`, also as its daylight time is called), in the world or
 * in one territory (ISO 3166, like `PT`); undefined where CLDR knows no such name.
 */
export function zoneOfWindows(name: string, territory = '001'): string | undefined {
  const plain = name.trim().replaceAll(/\s+/g, ' ').toLowerCase()
  const key = plain.replace(/\b(?:daylight|summer) time\b/, 'standard time')
  return (table.get(`${key} ${territory}`) ?? table.get(`${key} 001`))?.[0]
}

const regions = ['Africa', 'America', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific']

/**
 * The zone of a Windows zone's display name (`(UTC+01:00) Amsterdam, Berlin, …`, `(GMT-05.00) Eastern Time (US & Canada)`):
 * that of a city in it, where its clocks are those that the name says and all such cities agree; undefined otherwise.
 */
export function zoneOfDisplayName(name: string): string | undefined {
  const [, sign = '+', hours = '0', minutes = '0', words] =
    /^\((?:UTC|GMT)(?:([+-])(\d\d?)[:.](\d\d))?\)\s*(\S.*)$/.exec(name.trim()) ?? []
  if (words === undefined) return undefined
  const said = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  const american = zoneOfWindows(words.replace(/ \((?:US|Canada)[^)]*\)$/, '').replace(/ Time$/, ' Standard Time'))
  const cities = words
    .split(',')
    .map((city) => city.trim().replaceAll(' ', '_'))
    .flatMap((city) => regions.map((region) => `${region}/${city}`).filter(isZone))
  const zones = (american === undefined ? cities : [american]).filter((zone) => standardOf(zone) === said)
  const [first] = zones
  return first !== undefined && zones.every((zone) => clocksOf(zone).join() === clocksOf(first).join())
    ? first
    : undefined
}

/** Minutes ahead of UTC in the middle of January and of July. */
const clocksOf = (zone: string): number[] =>
  ['2026-01-15T12:00', '2026-07-15T12:00'].map(
    (value) => (Date.parse(`${value}Z`) - earliest({ value, zone, precision: 'minute' })) / 60_000,
  )
const standardOf = (zone: string): number => Math.min(...clocksOf(zone))
