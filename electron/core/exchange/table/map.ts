import { categories, type ImportMap, type ReportInput } from '../../../../shared/contract/intake.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Precision } from '../../../../shared/kernel/time.ts'

type Cells = Record<string, string>
type Source = NonNullable<ImportMap['channel']>

/** A row that cannot become a report, in words. */
export class BadCell extends Error {}

/** Every column that a mapping names. */
export function columnsOf(map: ImportMap): string[] {
  const { occurredAt: when, place } = map
  const sources = [map.channel, map.receivedAt, when?.zone, map.category].flatMap((source) => {
    if (typeof source === 'string') return [source]
    return source && 'column' in source ? [source.column] : []
  })
  return [
    map.externalId,
    map.reporter,
    when?.year,
    when?.month,
    when?.day,
    when?.hour,
    when?.minute,
    ...[place?.name ?? []].flat(),
    place?.latitude,
    place?.longitude,
    ...[map.narrative].flat(),
    map.immediateDanger?.column,
    ...Object.keys(map.fields ?? {}),
    ...sources,
  ].filter((column) => column !== undefined)
}

/**
 * Fails with INVALID_INPUT when a mapping names a column that the file does not have or has twice, gives two columns to
 * one extra field (of two cells one would be lost without a word), or a time of day without its zone.
 */
export function requireColumns(map: ImportMap, header: readonly string[]): void {
  const named = [...new Set(columnsOf(map).map((column) => column.trim()))]
  const times = (column: string): number => header.filter((one) => one === column).length
  const missing = named.filter((column) => times(column) === 0)
  const has = `The file has: ${header.join(', ')}.`
  if (missing.length > 0)
    throw badMap(`The mapping names columns that the file does not have: ${quoted(missing)}.`, has)
  const twice = named.filter((column) => times(column) > 1)
  if (twice.length > 0) {
    const next = 'Give each column a name of its own in the first line, and import it again.'
    throw badMap(`The file has more than one column of the name ${quoted(twice)}; nothing was imported.`, next)
  }
  if (lacksZone(map))
    throw badMap(
      'The mapping names the hour at which things happened, but no time zone; nothing was imported.',
      'Name the column that holds the zone, or one zone for every row: {"zone": {"constant": "Europe/Lisbon"}}.',
    )
  const fields = Object.values(map.fields ?? {})
  const shared = fields.filter((name, index) => fields.indexOf(name) !== index)
  if (shared.length > 0)
    throw badMap(`The mapping gives more than one column to the field ${quoted(shared)}.`, 'Name each field once.')
}

/** Whether a mapping says at what time of day without saying where: that is no instant, and whose it is nobody knows. */
const lacksZone = ({ occurredAt: when }: ImportMap): boolean => when?.hour !== undefined && when.zone === undefined

const quoted = (names: readonly string[]): string => [...new Set(names)].map((name) => `“${name}”`).join(', ')
const badMap = (message: string, next: string): HoldfastError => new HoldfastError('INVALID_INPUT', message, next)

/**
 * One row as a report, by the mapping; nothing is invented: an empty cell leaves its field out, and a date is as exact
 * as its cells. Throws BadCell with the reason when a cell cannot be what the mapping says.
 */
export function mapRow(map: ImportMap, cells: Cells, now: string): ReportInput {
  const cell = (column: string | undefined): string => (column === undefined ? '' : (cells[column.trim()] ?? '').trim())
  const from = (source: Source | undefined): string => {
    if (source === undefined) return ''
    return typeof source === 'string' ? cell(source) : source.constant
  }
  const reporter = cell(map.reporter)
  const fields = Object.entries(map.fields ?? {}).flatMap(([column, name]) => {
    const value = cells[column.trim()] ?? ''
    return value.trim() === '' ? [] : [[name, value] as const]
  })
  const narrative = [map.narrative]
    .flat()
    .map((column) => cells[column.trim()] ?? '')
    .filter((text) => text.trim() !== '')
    .join('\n\n')
  if (narrative === '') throw new BadCell(`the narrative (${[map.narrative].flat().join(', ')}) is empty`)
  const externalId = cell(map.externalId)
  return {
    channel: (from(map.channel) || 'import') as ReportInput['channel'],
    receivedAt: from(map.receivedAt) || now,
    reporter: reporter === '' ? null : { name: reporter },
    occurredAt: occurred(map, cell, from),
    place: place(map, cell),
    category: category(map, cell, from),
    narrative,
    immediateDanger: map.immediateDanger ? map.immediateDanger.yes.includes(cell(map.immediateDanger.column)) : false,
    ...(externalId === '' ? {} : { externalId }),
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
  }
}

function occurred(
  map: ImportMap,
  cell: (column?: string) => string,
  from: (source?: Source) => string,
): ReportInput['occurredAt'] {
  const when = map.occurredAt
  if (!when) return null
  const year = cell(when.year)
  if (year !== '' && !/^\d{4}$/.test(year)) throw new BadCell(`the year “${year}” is not a year`)
  const part = (column: string | undefined, name: string): string => {
    const text = cell(column)
    if (text !== '' && !/^\d{1,2}$/.test(text)) throw new BadCell(`the ${name} “${text}” is not a number`)
    return text === '' ? '' : text.padStart(2, '0')
  }
  const names = ['year', 'month', 'day', 'hour', 'minute'] as const satisfies Precision[]
  const parts = [year, ...names.slice(1).map((name) => part(when[name], name))]
  const gap = parts.indexOf('')
  const exact = gap === -1 ? parts.length : gap
  // A day without its month says something, but not when: dropping it in silence would lose it.
  const stray = names.find((_, i) => i > exact && parts[i] !== '')
  if (stray) throw new BadCell(`there is a ${stray} (${parts[names.indexOf(stray)]}) but no ${names[exact]}`)
  if (exact === 0) return null
  const value = parts
    .slice(0, exact)
    .map((text, i) => ['', '-', '-', 'T', ':'][i] + text)
    .join('')
  const zone = from(when.zone)
  if (zone === '' && exact > names.indexOf('hour')) throw new BadCell(`there is a time of day (${value}) but no zone`)
  // A day of the calendar is the same in its place whatever the zone; only its edges are not.
  return { value, zone: zone || 'UTC', precision: names[exact - 1] ?? 'year' }
}

function place(map: ImportMap, cell: (column?: string) => string): ReportInput['place'] {
  if (!map.place) return null
  const name = [map.place.name ?? []]
    .flat()
    .map((column) => cell(column))
    .filter((text) => text !== '')
    .join(', ')
  const coordinate = (column: string | undefined, what: string): number | undefined => {
    const text = cell(column)
    if (text === '') return undefined
    // `Number` alone would also read 0x10, and a comma's digits not at all.
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new BadCell(`the ${what} “${text}” is not a number`)
    return Number(text)
  }
  const latitude = coordinate(map.place.latitude, 'latitude')
  const longitude = coordinate(map.place.longitude, 'longitude')
  if (name === '' && latitude === undefined && longitude === undefined) return null
  return { ...(name === '' ? {} : { name }), latitude, longitude }
}

function category(
  map: ImportMap,
  cell: (column?: string) => string,
  from: (source?: Source) => string,
): ReportInput['category'] {
  const rule = map.category
  if (rule === undefined) return 'other'
  if (typeof rule === 'object' && 'map' in rule) {
    const value = cell(rule.column)
    const mapped = Object.hasOwn(rule.map, value) ? rule.map[value] : rule.map['*']
    if (mapped === undefined) throw new BadCell(`the category “${value}” is not in the mapping`)
    return mapped
  }
  const value = from(rule)
  const known = categories.find((one) => one === value)
  if (!known) throw new BadCell(`“${value}” is not a category (${categories.join(', ')})`)
  return known
}
