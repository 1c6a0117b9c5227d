import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' }

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
