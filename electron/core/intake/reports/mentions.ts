import { eq } from 'drizzle-orm'
import type { Checked } from '../../../../shared/contract/contract.ts'
import type { ReportRow } from '../../../../shared/contract/intake.ts'
import { identifiersIn, plainWords } from '../../../../shared/kernel/normal-form.ts'
import { ddl, query, type Given, type Reader, type Writer } from '../../record/vault/index.ts'
import { reportsHolding } from './find-words.ts'
import { exactness, isSite } from './sites.ts'
import { reportMentions, reports, type MentionKind } from './tables.ts'

export const mentionTable = ddl(reportMentions, { withoutRowid: true })

type Report = Pick<Checked<'report.add'>, 'narrative' | 'reporter' | 'place' | 'fields'>

/** A name longer than this is no name, and a key of the index should stay one. */
const longest = 120

/** About a hundred metres: a point is compared with those of its cell and of the eight about it. */
const cell = 1000
type Placed = { name?: string | null | undefined; latitude?: number | undefined; longitude?: number | undefined } | null

/** The cell of an exact place, or the nine about it; none of a country's or a town's middle. */
export function pointsOf(place: Placed | undefined, about: 0 | 1 = 0): { kind: 'point'; form: string }[] {
  if (place?.latitude === undefined || place.longitude === undefined || exactness(place) !== 'site') return []
  const [row, column] = [Math.floor(place.latitude * cell), Math.floor(place.longitude * cell)]
  const steps = about === 0 ? [0] : [0, -1, 1]
  return steps.flatMap((down) =>
    steps.map((right) => ({ kind: 'point' as const, form: `${row + down}:${column + right}` })),
  )
}

function mentionsIn({ narrative, reporter, place, fields }: Report): { kind: MentionKind; form: string }[] {
  const named = (kind: MentionKind, name: string | undefined): { kind: MentionKind; form: string }[] => {
    const form = plainWords(name ?? '').slice(0, longest)
    return form === '' ? [] : [{ kind, form }]
  }
  const words = [narrative, reporter?.contact, reporter?.name, ...Object.values(fields ?? {})]
  return [
    ...named('reporter', reporter?.name),
    ...(isSite(place?.name) ? named('place', place.name) : []),
    ...pointsOf(place),
    ...identifiersIn(words.filter((one) => one !== undefined).join('\n')),
  ]
}

export function keepMentions(db: Writer, serial: number, report: Report): void {
  for (const { kind, form } of mentionsIn(report)) db.insert(reportMentions, { kind, form, report: serial }, 'ignore')
}

const keptOf = query((from, { id }: Given<{ id: string }>) =>
  from
    .select({
      serial: reports.serial,
      narrative: reports.narrative,
      reporter: reports.reporter,
      contact: reports.reporterContact,
      place: reports.placeName,
      latitude: reports.latitude,
      longitude: reports.longitude,
      fields: reports.fields,
    })
    .from(reports)
    .where(eq(reports.id, id)),
)

/** Takes a report's mentions away; before its row goes, from which they follow. */
export function forgetMentions(db: Writer, id: string): void {
  const row = db.get(keptOf, { id })
  if (!row) return
  const { serial, narrative, reporter, contact, place, latitude, longitude, fields } = row
  const report: Report = {
    narrative,
    reporter: reporter === null ? null : { name: reporter, contact: contact ?? undefined },
    place: { name: place ?? undefined, latitude: latitude ?? undefined, longitude: longitude ?? undefined },
    fields,
  }
  for (const { kind, form } of mentionsIn(report)) db.delete(reportMentions, { kind, form, report: serial })
}

/** A report that names what was looked for, and how it does. */
export interface Mention extends Pick<ReportRow, 'id' | 'number' | 'receivedAt' | 'category' | 'disposition'> {
  caseNumber: string | null
  excerpt: string
  dispositionAt: string | null
  reporter: string | null
  place: string | null
  latitude: number | null
  longitude: number | null
  kind: MentionKind
  form: string
}

/** At most so many mentions of one thing are weighed; a place that is named oftener is counted as “so many and more”. */
const mostMentions = 1000

/**
 * The newest reports that mention one of these: exactly, or (`prefix`) something that begins so. Read by key alone,
 * whatever the number of reports.
 */
export function reportsMentioning(
  db: Reader,
  sought: readonly { kind: MentionKind; form: string; prefix?: boolean }[],
  limit: number,
): { items: Mention[]; total: number } {
  const found = new Map<number, { kind: MentionKind; form: string }>()
  for (const { kind, form, prefix = false } of sought) {
    const rows = prefix
      ? db.all<{ report: number; form: string }>(
          'select report, form from report_mention where kind = ? and form >= ? and form < ? limit ?',
          kind,
          form,
          `${form}\u{10ffff}`,
          mostMentions,
        )
      : db.all<{ report: number; form: string }>(
          'select report, form from report_mention where kind = ? and form = ? order by report desc limit ?',
          kind,
          form,
          mostMentions,
        )
    for (const row of rows) if (!found.has(row.report)) found.set(row.report, { kind, form: row.form })
  }
  const newest = [...found.entries()].sort(([a], [b]) => b - a).slice(0, limit)
  return { items: newest.flatMap(([serial, how]) => mentionBy(db, serial, how) ?? []), total: found.size }
}

function mentionBy(db: Reader, serial: number, how: { kind: MentionKind; form: string }): Mention | undefined {
  const row = db.get<Omit<Mention, 'kind' | 'form'>>(
    `select id, number, received_at as receivedAt, category, disposition, disposition_at as dispositionAt,
       case_number as caseNumber, substr(narrative, 1, 140) as excerpt, reporter, place_name as place, latitude, longitude from report where serial = ?`,
    serial,
  )
  return row && { ...row, excerpt: row.excerpt.toWellFormed(), ...how }
}

/** So many of the newest reports that hold some words are read to see whether they hold them as whole words. */
const mostRead = 60
/** So many of the newest reports are read through where there is no index of their words yet. */
const mostReadThrough = 5000

interface ReportMatch {
  /** As they were typed. */
  words: readonly string[]
  /** They must stand side by side: the words of a name may be turned round, those of a place may not. */
  inOrder: boolean
  limit: number
  /** Reads through all reports where there is no index yet. */
  all: boolean
}

/** The newest reports whose own words hold all of these as whole words. `complete`: no older one has to be looked for yet. */
export function reportsTelling(
  db: Reader,
  { words, inOrder, limit, all }: ReportMatch,
): { items: Mention[]; complete: boolean } {
  const plain = plainWords(words.join(' ')).split(' ')
  const phrase = ` ${plain.join(' ')} `
  const { flags, count, after } = reportsHolding(db, plain, all ? Infinity : mostReadThrough)
  const told = newestOf(flags).filter((serial) => {
    const row = db.get<{ narrative: string }>('select narrative from report where serial = ?', serial)
    const said = ` ${plainWords(row?.narrative ?? '')} `
    return inOrder ? said.includes(phrase) : plain.every((word) => said.includes(` ${word} `))
  })
  // One word that many texts hold tells nothing; of two together few do.
  const few = words.length > 1 || (told.length <= limit && count <= mostRead)
  return {
    complete: after === 0 || count > mostRead,
    items: few
      ? told.slice(0, limit).flatMap((serial) => mentionBy(db, serial, { kind: 'words', form: plain.join(' ') }) ?? [])
      : [],
  }
}

function newestOf(flags: Uint8Array): number[] {
  const newest: number[] = []
  for (let at = flags.lastIndexOf(1); at > 0 && newest.length < mostRead; at = flags.lastIndexOf(1, at - 1))
    newest.push(at)
  return newest
}
