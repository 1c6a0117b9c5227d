import { expect, it } from 'vitest'
import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' }
import { isPlaceZone, isZone } from '../../../../shared/kernel/zones.ts'
import { zoneOfWindows } from './windows-zones.ts'

it('knows every name of CLDR’s table, in the world and in each territory, as a zone that may be recorded', () => {
  const rows = windowsZones.supplemental.windowsZones.mapTimezones.map(({ mapZone }) => mapZone)
  expect(rows.length).toBeGreaterThan(450)
  for (const { _other, _territory } of rows) {
    const zone = zoneOfWindows(_other, _territory) ?? ''
    expect([_other, _territory, zone, isZone(zone)]).toEqual([_other, _territory, zone, true])
  }
  const ofWorld = rows.filter(
    ({ _territory, _other }) =>
      _territory === '001' && !_other.startsWith('UTC') && _other !== 'Dateline Standard Time',
  )
  expect(ofWorld.filter(({ _other }) => !isPlaceZone(zoneOfWindows(_other) ?? ''))).toEqual([])
})

it('knows them as calendars write them, and no other', () => {
  expect(zoneOfWindows('Eastern Standard Time')).toBe('America/New_York')
  expect(zoneOfWindows('Eastern Daylight Time')).toBe('America/New_York')
  expect(zoneOfWindows(' w.  europe standard time ')).toBe('Europe/Berlin')
  expect(zoneOfWindows('GMT Standard Time', 'PT')).toBe('Europe/Lisbon')
  expect(zoneOfWindows('GMT Standard Time', 'XX')).toBe('Europe/London')
  expect(zoneOfWindows('Mitteleuropäische Zeit')).toBeUndefined()
})
