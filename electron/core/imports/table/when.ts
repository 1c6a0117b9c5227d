import type { ImportMap } from '../../../../shared/contract/intake.ts'
import {
  earliest,
  offsetsWhereTwice,
  shownBy,
  whyNotOccurredAt,
  type OccurredAt,
  type Precision,
} from '../../../../shared/kernel/time.ts'
import { spelledZone, whyNotZone, zoneName, zonesOfAbbreviation } from '../../../../shared/kernel/zones.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'
import { doubtOf } from '../reading/doubt.ts'
import { zoneOfWindows } from '../reading/windows-zones.ts'
import { BadCell, type Remark } from './causes.ts'
import { apartFromZone, isStretch, readClock, readDate, type CellDate } from './dates.ts'

type When = NonNullable<ImportMap['occurredAt']>
type DateColumn = Extract<When, { form: unknown }>
type DateParts = Extract<When, { year: unknown }>
type Zoned = When['zone']

/** A row's cells, by the names of columns as the mapping has them. */
export type Cell = (column: string | undefined) => string

/** When a row's matter happened; null where its cells say nothing. Throws BadCell; adds what is to be known of it. */
export function occurred(when: When | undefined, cell: Cell, now: number, remarks: Remark[]): OccurredAt | null {
  if (!when) return null
  const found = 'form' in when ? ofColumn(when, cell, now, remarks) : ofParts(when, cell)
  if (found === null) return null
  if (whyNotOccurredAt(found) !== undefined) throw new BadCell('its date is not one of the calendar', found.value)
  const said = showOccurred(found)
  const odd = oddTime(found, now)
  if (odd !== undefined) remarks.push({ cause: `when it happened ${odd}`, value: said })
  const shown = shownBy(found)
  if (shown !== 'once') {
    const cause =
      shown === 'twice'
        ? `the clocks of its zone show its time twice, as they are put back; ${firstTaken(found)}`
        : 'the clocks of its zone leave its time out, as they are put forward'
    remarks.push({ cause, value: said })
  }
  return found
}

/** Which of the two is taken of a time that is shown twice, and how the other is said. */
function firstTaken(when: OccurredAt): string {
  const [first = '', second = ''] = offsetsWhereTwice(when) ?? []
  return `the first (${zoneName(first)}) is taken; a cell with ${second} as its zone says the second`
}

/** When a row was received, as an instant; '' where its cells say nothing. Throws BadCell. */
export function received(when: DateColumn, cell: Cell, now: number, remarks: Remark[]): string {
  const found = ofColumn(when, cell, now, remarks)
  if (found === null) return ''
  if (found.precision !== 'minute' && found.precision !== 'second')
    throw new BadCell('when it was received has no time of day', cell(when.column))
  if (shownBy(found) === 'never')
    throw new BadCell('the clocks of its zone leave out the time at which it was received', showOccurred(found))
  if (shownBy(found) === 'twice')
    remarks.push({
      cause: `the clocks of its zone show twice when it was received; ${firstTaken(found)}`,
      value: showOccurred(found),
    })
  const odd = oddTime(found, now)
  if (odd !== undefined) remarks.push({ cause: `when it was received ${odd}`, value: showOccurred(found) })
  const at = earliest(found)
  const offset = Date.parse(`${found.value.padEnd(19, ':00')}Z`) - at
  const [sign, minutes] = [offset < 0 ? '-' : '+', Math.round(Math.abs(offset) / 60_000)]
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${found.value.padEnd(19, ':00')}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** The zone of a row: a column's, one for all, or what a value is translated to. Throws BadCell for what is none. */
function zoneOf(zone: Zoned, cell: Cell): string {
  if (zone === undefined) return ''
  if (typeof zone === 'object' && 'constant' in zone) return zone.constant
  const said = cell(typeof zone === 'string' ? zone : zone.column)
  if (typeof zone === 'object') {
    const meant = Object.hasOwn(zone.map, said) ? zone.map[said] : zone.map['*']
    if (meant !== undefined) return meant
  }
  if (said === '' || whyNotZone(said) === undefined) return spelledZone(said)
  throw new BadCell(whichIsMeant(said) ?? 'its zone is not one of the IANA list (like Europe/Lisbon)', said)
}

/** Why letters that stand for a zone are not taken for one; undefined for any other letters. */
export function whichIsMeant(said: string): string | undefined {
  const windows = zoneOfWindows(said)
  if (windows !== undefined)
    return `its zone is a name of Windows, for several places (${windows} among them); say in the mapping which is meant`
  const meant = zonesOfAbbreviation(said)
  return meant.length === 0
    ? undefined
    : `its zone is an abbreviation, which is not the name of one zone (it may be ${meant.join(' or ')}); say in the mapping which is meant`
}

/** A zone that the cell names by letters which are none: the mapping has to say one, and it has to be one that they may mean. */
function requireMeant(meant: string, zone: string, said: string, remarks: Remark[]): void {
  if (zone === '') throw new BadCell(whichIsMeant(meant) ?? 'its zone is not known', said)
  const zones = [...zonesOfAbbreviation(meant), zoneOfWindows(meant)]
  if (!zones.includes(zone) && zonesOfAbbreviation(meant).length > 0)
    throw new BadCell(`it names its zone as ${meant.toUpperCase()}, which is not known to stand for ${zone}`, said)
  remarks.push({ cause: `the zone that it names as ${meant} is taken for ${zone}, as the mapping says`, value: said })
}

function ofColumn(when: DateColumn, cell: Cell, now: number, remarks: Remark[]): OccurredAt | null {
  const said = cell(when.column)
  const clock = cell(when.time)
  if (said === '') {
    if (clock !== '') throw new BadCell(`there is a time of day in ${when.time ?? ''} but no date`, clock)
    return null
  }
  const date = readDate(said, when.form, now)
  if (!date) throw new BadCell(`${when.column} is no date ${formWords[when.form]}`, said)
  if (date.shortYear)
    remarks.push({ cause: `a year of two digits is taken for ${date.value.slice(0, 4)}`, value: said })
  const whole = clock === '' ? date : joined(date, clock, when)
  const midnight = /T00:00(?::00)?$/.test(whole.value)
  if (when.dayOnly === true && midnight)
    return { value: whole.value.slice(0, 10), zone: whole.zone ?? (zoneOf(when.zone, cell) || 'UTC'), precision: 'day' }
  const zone = zoneOf(when.zone, cell)
  if (whole.meant !== undefined) requireMeant(whole.meant, zone, said, remarks)
  if (whole.zone === undefined && zone === '' && whole.value.includes('T'))
    throw new BadCell('there is a time of day but no zone', said)
  return placed(whole, zone)
}

/** A time of day of a second column. */
function joined(date: CellDate, clock: string, { column, time }: DateColumn): CellDate {
  const { words, zone, meant } = apartFromZone(clock)
  if (isStretch(words))
    throw new BadCell(`${time ?? ''} may be a stretch of time, or a time of day with an offset`, clock)
  const read = readClock(words) ?? fraction(clock)
  if (!read) throw new BadCell(`${time ?? ''} is no time of day`, clock)
  if (date.value.includes('T') && !/T00:00(?::00)?$/.test(date.value))
    throw new BadCell(`${column} has a time of day of its own beside ${time ?? ''}`, clock)
  if (date.value.length < 10) throw new BadCell(`there is a time of day but no day in ${column}`, clock)
  const value = `${date.value.slice(0, 10)}T${read.value}`
  return {
    ...date,
    value,
    precision: read.value.length > 5 ? 'second' : 'minute',
    zone: read.zone ?? zone ?? date.zone,
    ...(meant === undefined ? {} : { meant }),
  }
}

/** A time of day as spreadsheets count it: part of a day. */
function fraction(cell: string): { value: string; zone: undefined } | undefined {
  const digits = /^0?[.,](\d{1,15})$/.exec(cell)?.[1]
  if (digits === undefined) return undefined
  const minutes = Math.round(Number(`0.${digits}`) * 1440) % 1440
  return { value: new Date(minutes * 60_000).toISOString().slice(11, 16), zone: undefined }
}

/** In the zone of its place where the offset that the cell names is that zone's then; else as the cell has it. */
function placed({ value, precision, zone: own }: CellDate, zone: string): OccurredAt {
  if (own === undefined) return { value, precision, zone: zone || 'UTC' }
  if (zone === '') return { value, precision, zone: own }
  const here = { value, precision, zone }
  return earliest(here) === earliest({ value, precision, zone: own }) ? here : { value, precision, zone: own }
}

const formWords: Record<DateColumn['form'], string> = {
  'year-first': 'that begins with the year (2026-04-03, with a time of day or without)',
  'day-first': 'with the day first (03/04/2026 for 3 April)',
  'month-first': 'with the month first (03/04/2026 for March 4)',
  excel: 'as a spreadsheet counts days since 1900 (46115.28)',
  'excel-1904': 'as a spreadsheet counts days since 1904 (44653.28)',
  unix: 'in seconds since 1970',
  'unix-ms': 'in milliseconds since 1970',
}

function ofParts(when: DateParts, cell: Cell): OccurredAt | null {
  const year = cell(when.year)
  if (year !== '' && !/^\d{4}$/.test(year)) throw new BadCell('the year is not a year', year)
  const part = (column: string | undefined, name: string): string => {
    const text = cell(column)
    if (text !== '' && !/^\d{1,2}$/.test(text)) throw new BadCell(`the ${name} is not a number`, text)
    return text === '' ? '' : text.padStart(2, '0')
  }
  const names = ['year', 'month', 'day', 'hour', 'minute'] as const satisfies Precision[]
  const parts = [year, ...names.slice(1).map((name) => part(when[name], name))]
  const gap = parts.indexOf('')
  const exact = gap === -1 ? parts.length : gap
  // A day without its month says something, but not when: dropping it in silence would lose it.
  const stray = names.find((_, i) => i > exact && parts[i] !== '')
  if (stray) throw new BadCell(`there is a ${stray} but no ${names[exact]}`, parts[names.indexOf(stray)])
  if (exact === 0) return null
  const value = parts
    .slice(0, exact)
    .map((text, i) => ['', '-', '-', 'T', ':'][i] + text)
    .join('')
  const zone = zoneOf(when.zone, cell)
  if (zone === '' && exact > names.indexOf('hour')) throw new BadCell('there is a time of day but no zone', value)
  // A day of the calendar is the same in its place whatever the zone; only its edges are not.
  return { value, zone: zone || 'UTC', precision: names[exact - 1] ?? 'year' }
}

/** Why a time that a person told is hard to believe; that it is the first day of a year is no reason where it is a day. */
function oddTime(when: OccurredAt, now: number): string | undefined {
  const at = earliest(when)
  const ofClock = when.precision === 'minute' || when.precision === 'second' || when.precision === 'hour'
  const ofCount = when.precision === 'day' && when.value < '1980'
  if (ofClock || ofCount || at > now) {
    const doubt = doubtOf(at, now)
    if (doubt !== undefined) return doubt
  }
  return when.value < '1900' ? 'is before 1900' : undefined
}
