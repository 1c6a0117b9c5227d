import { categories, channels, type ImportMap, type ReportInput } from '../../../../shared/contract/intake.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { isInstant } from '../../../../shared/kernel/time.ts'
import { whyNotZone } from '../../../../shared/kernel/zones.ts'
import { spoken } from '../../../../shared/kernel/show.ts'
import { BadCell, type Remark } from './causes.ts'
import { occurred, received, type Cell } from './when.ts'

type Cells = Record<string, string>

/** A row as a report, with what is to be known of it. */
export interface MappedRow {
  report: ReportInput
  remarks: Remark[]
}

/** The column that a source names; undefined for a constant. */
const columnIn = (source: string | { column: string } | { constant: string } | undefined): string | undefined =>
  typeof source === 'string' ? source : source && 'column' in source ? source.column : undefined

/** Every column that a mapping names. */
export function columnsOf(map: ImportMap): string[] {
  const { occurredAt: when, receivedAt, place } = map
  const dated = [when, receivedAt].flatMap((one) =>
    typeof one === 'object' && 'form' in one ? [one.time, columnIn(one.zone)] : [],
  )
  const parts = when && 'year' in when ? [when.year, when.month, when.day, when.hour, when.minute] : [when?.column]
  return [
    map.externalId,
    columnIn(map.channel),
    columnIn(receivedAt),
    map.reporter,
    ...parts,
    columnIn(when?.zone),
    ...dated,
    ...[place?.name ?? []].flat(),
    place?.latitude,
    place?.longitude,
    ...[map.narrative].flat(),
    columnIn(map.category),
    map.severity?.column,
    map.immediateDanger?.column,
    ...Object.keys(map.fields ?? {}),
  ].filter((column) => column !== undefined)
}

/**
 * Fails with INVALID_INPUT when a mapping names a column that the file does not have, gives two columns to one extra field
 * (of two cells one would be lost without a word), a time of day without its zone, or a zone that is none.
 */
export function requireColumns(map: ImportMap, header: readonly string[]): void {
  const there = new Set(header)
  const missing = columnsOf(map).filter((column) => !there.has(column.trim()))
  if (missing.length > 0) {
    const has =
      header.length > 60 ? `${header.slice(0, 60).join(', ')} and ${header.length - 60} more` : header.join(', ')
    throw badMap(`The mapping names columns that the file does not have: ${quoted(missing)}.`, `The file has: ${has}.`)
  }
  if (lacksZone(map))
    throw badMap(
      'The mapping names the hour at which things happened, but no time zone; nothing was imported.',
      'Name the column that holds the zone, or one zone for every row: {"zone": {"constant": "Europe/Lisbon"}}.',
    )
  for (const when of [map.occurredAt, map.receivedAt]) {
    const zone = typeof when === 'object' && 'zone' in when ? when.zone : undefined
    const why = typeof zone === 'object' && 'constant' in zone ? whyNotZone(zone.constant) : undefined
    if (why !== undefined)
      throw badMap(`The zone of the mapping cannot be used: ${why}.`, 'Name the zone of the place, like Europe/Lisbon.')
  }
  const fields = Object.values(map.fields ?? {})
  const once = new Set<string>()
  const shared = fields.filter((name) => once.size === once.add(name).size)
  if (shared.length > 0)
    throw badMap(`The mapping gives more than one column to the field ${quoted(shared)}.`, 'Name each field once.')
}

/** Whether a mapping says at what time of day without saying where: that is no instant, and whose it is nobody knows. */
const lacksZone = ({ occurredAt: when }: ImportMap): boolean =>
  when !== undefined && 'year' in when && when.hour !== undefined && when.zone === undefined

const quoted = (names: readonly string[]): string => [...new Set(names)].map((name) => `“${name}”`).join(', ')
const badMap = (message: string, next: string): HoldfastError => new HoldfastError('INVALID_INPUT', message, next)

/**
 * One row as a report, by the mapping; nothing is invented: an empty cell leaves its field out, and a date is as exact
 * as its cells. `now` is the instant of the import. Throws BadCell with the reason when a cell cannot be what the mapping
 * says.
 */
export function mapRow(map: ImportMap, cells: Cells, now: string): MappedRow {
  const remarks: Remark[] = []
  const cell: Cell = (column) => (column === undefined ? '' : (cells[column.trim()] ?? '').trim())
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
  const at = Date.parse(now)
  const report: ReportInput = {
    channel: channelOf(map, cell),
    receivedAt: receivedOf(map, cell, at, remarks) || now,
    reporter: reporter === '' ? null : { name: reporter },
    occurredAt: occurred(map.occurredAt, cell, at, remarks),
    place: place(map, cell, remarks),
    category: categoryOf(map, cell),
    narrative,
    immediateDanger: map.immediateDanger ? map.immediateDanger.yes.includes(cell(map.immediateDanger.column)) : false,
    severity: severityOf(map, cell),
    ...(externalId === '' ? {} : { externalId }),
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
  }
  return { report, remarks }
}

function receivedOf({ receivedAt: source }: ImportMap, cell: Cell, now: number, remarks: Remark[]): string {
  if (source === undefined) return ''
  if (typeof source === 'object' && 'form' in source) return received(source, cell, now, remarks)
  const said = typeof source === 'string' ? cell(source) : source.constant
  if (said !== '' && !isInstant(said))
    throw new BadCell(
      'when it was received is not a date and time with its offset (2026-11-23T06:42:00-05:00); say in the mapping how the column writes its dates',
      said,
    )
  return said
}

function channelOf({ channel: rule }: ImportMap, cell: Cell): ReportInput['channel'] {
  if (rule === undefined) return 'import'
  const said = typeof rule === 'string' ? cell(rule) : 'constant' in rule ? rule.constant : cell(rule.column)
  if (typeof rule === 'object' && 'map' in rule) return translated(rule, said, 'channel')
  const known = named(channels, said === '' ? 'import' : said)
  if (!known)
    throw new BadCell(
      `the channel is none of ${channels.map(spoken).join(', ')}; say in the mapping what it means`,
      said,
    )
  return known
}

/** The term that a cell names: by its key, or as it is spoken, in capitals or not (`Online threat`, `online_threat`). */
const named = <T extends string>(terms: readonly T[], said: string): T | undefined => {
  const key = said.toLowerCase().replaceAll(/[\s_]+/g, '-')
  return terms.find((one) => one === said) ?? terms.find((one) => one === key)
}

/** What a value of a column means by the mapping. Throws BadCell for one that it does not know. */
function translated<T>({ column, map }: { column: string; map: Record<string, T> }, said: string, what: string): T {
  const meant = Object.hasOwn(map, said) ? map[said] : map['*']
  if (meant !== undefined) return meant
  throw said === ''
    ? new BadCell(`the ${what} (${column}) is empty, and the mapping does not say what that means`)
    : new BadCell(`the mapping does not say what ${what} this value of ${column} means`, said)
}

function categoryOf({ category: rule }: ImportMap, cell: Cell): ReportInput['category'] {
  if (rule === undefined) return 'other'
  if (typeof rule === 'object' && 'map' in rule) return translated(rule, cell(rule.column), 'category')
  const said = typeof rule === 'string' ? cell(rule) : rule.constant
  const known = named(categories, said)
  if (!known)
    throw new BadCell(
      `the category is none of ${categories.map(spoken).join(', ')}; say in the mapping what it means`,
      said,
    )
  return known
}

/** As the sender graded it, which its reason says; an empty cell is no grade. */
function severityOf({ severity: rule }: ImportMap, cell: Cell): ReportInput['severity'] {
  if (rule === undefined) return null
  const said = cell(rule.column)
  if (said === '' && !Object.hasOwn(rule.map, '')) return null
  return {
    level: translated(rule, said, 'severity'),
    reason: `as its sender graded it: ${rule.column} “${said.slice(0, 200).toWellFormed()}”`,
  }
}

function place(map: ImportMap, cell: Cell, remarks: Remark[]): ReportInput['place'] {
  if (!map.place) return null
  const name = [map.place.name ?? []]
    .flat()
    .map((column) => cell(column))
    .filter((text) => text !== '')
    .join(', ')
  const latitude = degrees(cell(map.place.latitude), 'latitude', 90)
  const longitude = degrees(cell(map.place.longitude), 'longitude', 180)
  if ((latitude === undefined) !== (longitude === undefined))
    remarks.push({
      cause: `there is a ${latitude === undefined ? 'longitude' : 'latitude'} alone, which is no position`,
    })
  if (name === '' && latitude === undefined && longitude === undefined) return null
  return { ...(name === '' ? {} : { name }), latitude, longitude }
}

/** Degrees with a point or a comma before their fraction; undefined for an empty cell. */
function degrees(text: string, what: string, most: number): number | undefined {
  if (text === '') return undefined
  // `Number` alone would also read 0x10. A comma cannot stand between thousands: there are none in degrees.
  if (!/^[+\-−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?°?$/i.test(text))
    throw new BadCell(`the ${what} is not a number`, text)
  const value = Number(text.replace(',', '.').replace('−', '-').replace('°', ''))
  if (Math.abs(value) > most) throw new BadCell(`the ${what} is not between −${most} and ${most}`, text)
  return value
}
