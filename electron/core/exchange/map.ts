import { categories, type ImportMap, type ReportInput } from '../../../shared/contract/intake.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Precision } from '../../../shared/kernel/time.ts'

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

/** Fails with INVALID_INPUT when a mapping names a column that the file does not have. */
export function requireColumns(map: ImportMap, header: readonly string[]): void {
  const missing = columnsOf(map).filter((column) => !header.includes(column.trim()))
  if (missing.length === 0) return
  const names = [...new Set(missing)].map((name) => `“${name}”`).join(', ')
  throw new HoldfastError(
    'INVALID_INPUT',
    `The mapping names columns that the file does not have: ${names}.`,
    `The file has: ${header.join(', ')}.`,
  )
}

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
  if (year === '') return null
  if (!/^\d{4}$/.test(year)) throw new BadCell(`the year “${year}” is not a year`)
  const part = (column: string | undefined, name: string): string => {
    const text = cell(column)
    if (text !== '' && !/^\d{1,2}$/.test(text)) throw new BadCell(`the ${name} “${text}” is not a number`)
    return text === '' ? '' : text.padStart(2, '0')
  }
  const parts = [part(when.month, 'month'), part(when.day, 'day'), part(when.hour, 'hour'), part(when.minute, 'minute')]
  const known = parts.findIndex((text) => text === '')
  const exact = known === -1 ? parts.length : known
  const precision = (['year', 'month', 'day', 'hour', 'minute'] as const)[exact] satisfies Precision | undefined
  const value = [`-${parts[0]}`, `-${parts[1]}`, `T${parts[2]}`, `:${parts[3]}`].slice(0, exact).join('')
  return { value: year + value, zone: from(when.zone) || 'UTC', precision: precision ?? 'year' }
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
    const value = Number(text)
    if (!Number.isFinite(value)) throw new BadCell(`the ${what} “${text}” is not a number`)
    return value
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
    const mapped = rule.map[value] ?? rule.map['*']
    if (mapped === undefined) throw new BadCell(`the category “${value}” is not in the mapping`)
    return mapped
  }
  const value = from(rule)
  const known = categories.find((one) => one === value)
  if (!known) throw new BadCell(`“${value}” is not a category (${categories.join(', ')})`)
  return known
}
