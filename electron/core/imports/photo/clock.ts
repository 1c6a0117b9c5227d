import type { Proposal } from '../../../../shared/contract/exchange.ts'
import { whyNotOccurredAt, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { offsetZone, zoneName } from '../../../../shared/kernel/zones.ts'
import { doubtOf, utc } from '../reading/doubt.ts'
import { textOf, type Tags } from './tags.ts'

/** Exif 2.32, sections 4.6.4 A and 4.6.5 F: each time has an offset of its own; that of another says nothing about it. */
const clocks = [
  { time: 'DateTimeOriginal', offset: 'OffsetTimeOriginal', source: 'camera clock' },
  { time: 'CreateDate', offset: 'OffsetTimeDigitized', source: 'camera clock, when the picture was stored' },
  { time: 'ModifyDate', offset: 'OffsetTime', source: 'file’s own time of change' },
] as const

/** Digital cameras are younger; an older date is a scan's, or a clock's that was wrong. */
const firstCameras = Date.UTC(1988, 0, 1)
/** ms by which a camera's clock and the satellites' may differ before it is said. */
const apart = 5 * 60_000
/** ms by which two times whose zones are not known may lie apart and be the same: from UTC−12 to UTC+14. */
const zonesApart = 26 * 3_600_000

interface Read {
  said: string
  /** Local time to the second, `2026-11-22T06:42:09`. */
  value: string
  /** Minutes from UTC, as stated beside this time. */
  offset: number | undefined
}

/** When a photo was taken, by the first of its clocks that says something; what is odd about any of them is a problem. */
export function timeProposals(tags: Tags, zone: string, now: number, problems: string[]): Proposal[] {
  const satellites = gpsClock(tags, problems)
  for (const { time, offset, source } of clocks) {
    const said = textOf(tags, time)
    if (said === undefined) continue
    if (isBlank(said)) {
      if (time === 'DateTimeOriginal') problems.push('The field for when it was taken (DateTimeOriginal) is blank.')
      continue
    }
    const read = readClock(said, textOf(tags, offset), problems)
    if (!read) {
      problems.push(`The camera’s clock says “${said}”, which is no date and time.`)
      continue
    }
    const changed = readClock(textOf(tags, 'ModifyDate') ?? '', undefined, [])
    if (changed && Date.parse(`${changed.value}Z`) < Date.parse(`${read.value}Z`) - zonesApart)
      problems.push(
        `Its file was changed at ${changed.said}, before ${said}, when it was taken by the ${source}: one of them is wrong.`,
      )
    return [clockProposal(read, source, { zone, now, satellites }, problems)]
  }
  if (satellites === undefined) return []
  const when: OccurredAt = { value: utc(satellites).slice(0, 19), zone: 'UTC', precision: 'second' }
  doubt(satellites, now, 'Its GPS clock', utc(satellites), problems)
  return [
    {
      id: 'occurred',
      label: 'Taken at',
      says: `${utc(satellites)} (UTC)`,
      source: 'camera’s GPS clock',
      sets: { occurredAt: when },
    },
  ]
}

function clockProposal(
  { said, value, offset }: Read,
  source: string,
  { zone, now, satellites }: { zone: string; now: number; satellites: number | undefined },
  problems: string[],
): Proposal {
  const wall = Date.parse(`${value}Z`)
  doubt(offset === undefined ? wall : wall - offset * 60_000, now, 'The camera’s clock', said, problems)
  const proposal = (says: string, occurredAt: OccurredAt): Proposal => ({
    id: 'occurred',
    label: 'Taken at',
    says,
    source,
    sets: { occurredAt },
  })
  if (offset !== undefined) {
    if (satellites !== undefined && Math.abs(wall - offset * 60_000 - satellites) > apart)
      problems.push(`Its GPS clock says ${utc(satellites)}, and its camera clock ${said}: one of them is wrong.`)
    return proposal(`${said}, ${inWords(offset)} as the camera was set`, at(value, offset))
  }
  if (satellites !== undefined) {
    // Zones lie at quarters of an hour; a clock that keeps time shows one of them from what the satellites say.
    const quarter = Math.round((wall - satellites) / 900_000) * 15
    const rest = Math.abs(wall - satellites - quarter * 60_000)
    if (rest <= apart && quarter >= -12 * 60 && quarter <= 14 * 60)
      return proposal(`${said}; by its GPS clock (${utc(satellites)}) that is ${inWords(quarter)}`, at(value, quarter))
    problems.push(`Its GPS clock says ${utc(satellites)}, which no time zone makes ${said}: one of them is wrong.`)
  }
  return proposal(`${said}, zone not said; ${zone} is assumed`, { value, zone, precision: 'second' })
}

function doubt(at: number, now: number, whose: string, said: string, problems: string[]): void {
  const why =
    doubtOf(at, now) ??
    (at < firstCameras
      ? 'is from before there were digital cameras'
      : /^\d{4}.01.01[ T]00:00(?::00)?\b/.test(said)
        ? 'is where a camera’s clock begins that lost its battery (the first moment of a year)'
        : undefined)
  if (why !== undefined) problems.push(`${whose} says “${said}”, which ${why}: it is not to be relied on.`)
}

/** Cameras fill a time that they do not know with zeros, blanks or dashes (Exif 2.32, section 4.6.5 F). */
const isBlank = (said: string): boolean => /^[\s0:./T-]*$/.test(said)

/** A time with its own offset: in a field of its own, or written behind it as ISO 8601 has it. */
function readClock(said: string, stated: string | undefined, problems: string[]): Read | undefined {
  const parts =
    /^(\d{4})[:/.-](\d\d)[:/.-](\d\d)[ T]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s*(\S.*)?$/.exec(said) ?? undefined
  if (!parts) return undefined
  const value = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6] ?? '00'}`
  if (whyNotOccurredAt({ value, zone: 'UTC', precision: 'second' }) !== undefined) return undefined
  const suffix = parts[7] === undefined ? undefined : offsetOf(parts[7])
  if (parts[7] !== undefined && suffix === undefined) return undefined
  const beside = stated === undefined || isBlankOffset(stated) ? undefined : offsetOf(stated)
  if (stated !== undefined && !isBlankOffset(stated) && beside === undefined)
    problems.push(`Its offset from UTC, “${stated}”, is none that there is; it is passed over.`)
  if (suffix !== undefined && beside !== undefined && suffix !== beside)
    problems.push(`It says two offsets from UTC, “${parts[7]}” with the time and “${stated}” beside it.`)
  return { said, value, offset: suffix ?? beside }
}

const isBlankOffset = (text: string): boolean => /^[\s:]*$/.test(text)

/** Minutes from UTC, as cameras and phones write it: `+02:00`, `+0200`, `-5:00`, `+2`, `UTC+02:00`, `Z`. */
function offsetOf(text: string): number | undefined {
  const parts = /^(?:(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?|Z|UTC|GMT)$/i.exec(text.trim())
  if (!parts) return undefined
  if (parts[1] === undefined) return 0
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0)
  const signed = parts[1] === '+' ? minutes : -minutes
  return signed >= -12 * 60 && signed <= 14 * 60 ? signed : undefined
}

const inWords = (minutes: number): string => zoneName(offsetZone(minutes))

/** A wall time at a fixed offset. */
const at = (value: string, minutes: number): OccurredAt => ({ value, zone: offsetZone(minutes), precision: 'second' })

/** What the satellites said, in ms since 1970: GPSDateStamp and GPSTimeStamp are UTC (Exif 2.32, section 4.6.6). */
function gpsClock(tags: Tags, problems: string[]): number | undefined {
  const { GPSTimeStamp: time } = tags
  const date = textOf(tags, 'GPSDateStamp')
  if (date === undefined || isBlank(date) || time === undefined) return undefined
  const parts = /^(\d{4})[:/-](\d\d)[:/-](\d\d)$/.exec(date)
  const clock = clockOf(time)
  const ms = parts && clock ? Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${clock}Z`) : Number.NaN
  if (!Number.isNaN(ms)) return ms
  problems.push(`Its GPS clock says “${date}”, which is no date and time.`)
  return undefined
}

/** Hours, minutes and seconds, as three numbers or as `6:42:9`. */
function clockOf(time: unknown): string | undefined {
  const numbers = Array.isArray(time)
    ? time.map(Number)
    : typeof time === 'string'
      ? time.split(':').map(Number)
      : ArrayBuffer.isView(time)
        ? Array.from(time as unknown as ArrayLike<number>)
        : []
  if (numbers.length !== 3 || numbers.some((one) => !Number.isFinite(one) || one < 0)) return undefined
  return numbers.map((one) => String(Math.floor(one)).padStart(2, '0')).join(':')
}
