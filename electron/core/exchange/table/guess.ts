import type { ImportMap } from '../../../../shared/contract/intake.ts'

/** Names that people give their columns, by what they hold; the first column of a name counts. */
const names: Record<string, readonly string[]> = {
  narrative: [
    'narrative',
    'description',
    'details',
    'what happened',
    'text',
    'message',
    'summary',
    'body',
    'report',
    'notes',
    'comment',
  ],
  externalId: ['id', 'incident id', 'report id', 'reference', 'ref', 'number', 'case number', 'ticket', 'external id'],
  receivedAt: ['received', 'received at', 'reported at', 'timestamp', 'created', 'created at', 'submitted'],
  reporter: ['reporter', 'reported by', 'name', 'from', 'submitted by', 'caller', 'author'],
  year: ['year'],
  month: ['month'],
  day: ['day'],
  hour: ['hour'],
  minute: ['minute'],
  zone: ['zone', 'time zone', 'timezone'],
  place: ['place', 'location', 'site', 'address', 'where', 'city'],
  latitude: ['latitude', 'lat'],
  longitude: ['longitude', 'lon', 'lng', 'long'],
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The mapping that the names of columns suggest; null when none of them names what happened. Never applied by itself. */
export function guessMap(columns: readonly string[]): ImportMap | null {
  const find = (what: string): string | undefined => {
    for (const wanted of names[what] ?? []) {
      const found = columns.find((column) => plain(column) === wanted)
      if (found !== undefined) return found
    }
    return undefined
  }
  const narrative = find('narrative')
  if (narrative === undefined) return null
  const used = new Set<string>([narrative])
  const take = (what: string): string | undefined => {
    const found = find(what)
    if (found === undefined || used.has(found)) return undefined
    used.add(found)
    return found
  }
  const optional = <K extends string>(key: K, what: string): Partial<Record<K, string>> => {
    const found = take(what)
    return found === undefined ? {} : ({ [key]: found } as Record<K, string>)
  }
  const year = take('year')
  const when =
    year === undefined
      ? {}
      : {
          occurredAt: {
            year,
            ...optional('month', 'month'),
            ...optional('day', 'day'),
            ...optional('hour', 'hour'),
            ...optional('minute', 'minute'),
            ...optional('zone', 'zone'),
          },
        }
  const place = {
    ...optional('name', 'place'),
    ...optional('latitude', 'latitude'),
    ...optional('longitude', 'longitude'),
  }
  const head = {
    narrative,
    ...optional('externalId', 'externalId'),
    ...optional('receivedAt', 'receivedAt'),
    ...optional('reporter', 'reporter'),
    ...when,
    ...(Object.keys(place).length === 0 ? {} : { place }),
  }
  // A name that stands twice cannot be told apart, and would be refused.
  const rest = columns.filter((column) => !used.has(column) && columns.filter((one) => one === column).length === 1)
  const fields = Object.fromEntries(rest.map((column) => [column, column.slice(0, 100)]))
  return { ...head, ...(rest.length === 0 ? {} : { fields }) }
}
