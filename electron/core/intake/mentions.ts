import type { Checked } from '../../../shared/contract/contract.ts'
import type { ReportRow } from '../../../shared/contract/intake.ts'
import { identifiersIn, plainWords, type SoughtKind } from '../../../shared/kernel/normal-form.ts'
import type { Reader, Writer } from '../vault/index.ts'
import { mayHold } from './find-words.ts'

/** Who reported, where, and what identifies somebody or something in a report's words. */
export type MentionKind = SoughtKind | 'reporter' | 'place' | 'words'

/** Which reports name what, in the form in which it is compared. Few rows a report, none of them read but by their key. */
export const mentionTable = `create table report_mention (
      kind text not null,
      form text not null,
      report integer not null,
      primary key (kind, form, report)
    ) strict, without rowid;`

type Report = Pick<Checked<'report.add'>, 'narrative' | 'reporter' | 'place' | 'fields'>

/** A name longer than this is no name, and a key of the index should stay one. */
const longest = 120

function mentionsIn({ narrative, reporter, place, fields }: Report): { kind: MentionKind; form: string }[] {
  const named = (kind: MentionKind, name: string | undefined): { kind: MentionKind; form: string }[] => {
    const form = plainWords(name ?? '').slice(0, longest)
    return form === '' ? [] : [{ kind, form }]
  }
  const words = [narrative, reporter?.contact, reporter?.name, ...Object.values(fields ?? {})]
  return [
    ...named('reporter', reporter?.name),
    ...named('place', place?.name),
    ...identifiersIn(words.filter((one) => one !== undefined).join('\n')),
  ]
}

export function keepMentions(db: Writer, serial: number, report: Report): void {
  for (const { kind, form } of mentionsIn(report))
    db.run('insert or ignore into report_mention (kind, form, report) values (?, ?, ?)', kind, form, serial)
}

interface Kept {
  serial: number
  narrative: string
  reporter: string | null
  contact: string | null
  place: string | null
  fields: string
}

/** Takes a report's mentions away; before its row goes, from which they follow. */
export function forgetMentions(db: Writer, id: string): void {
  const row = db.get<Kept>(
    `select serial, narrative, reporter, reporter_contact as contact, place_name as place, fields from report where id = ?`,
    id,
  )
  if (!row) return
  const { serial, narrative, reporter, contact, place, fields } = row
  const report: Report = {
    narrative,
    reporter: reporter === null ? null : { name: reporter, contact: contact ?? undefined },
    place: { name: place ?? undefined },
    fields: JSON.parse(fields) as Record<string, string>,
  }
  for (const { kind, form } of mentionsIn(report))
    db.run('delete from report_mention where kind = ? and form = ? and report = ?', kind, form, serial)
}

/** A report that names what was looked for, and how it does. */
export interface Mention extends Pick<ReportRow, 'id' | 'number' | 'receivedAt' | 'category' | 'disposition'> {
  caseNumber: string | null
  excerpt: string
  dispositionAt: string | null
  reporter: string | null
  place: string | null
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
       case_number as caseNumber, substr(narrative, 1, 140) as excerpt, reporter, place_name as place from report where serial = ?`,
    serial,
  )
  return row && { ...row, excerpt: row.excerpt.toWellFormed(), ...how }
}

/** So many of the newest reports that may hold some words are read to see whether they do. */
const mostRead = 60
/** So many of the newest reports are read through where no index of their words can tell. */
const mostReadThrough = 5000

interface Telling {
  /** As they were typed. */
  words: readonly string[]
  /** They must stand side by side: the words of a name may be turned round, those of a place may not. */
  inOrder: boolean
  limit: number
  /** Reads through all reports where no index tells. */
  all: boolean
}

/** The newest reports whose own words hold all of these as whole words. `complete`: no older one has to be looked for yet. */
export function reportsTelling(
  db: Reader,
  { words, inOrder, limit, all }: Telling,
): { items: Mention[]; complete: boolean } {
  const plain = plainWords(words.join(' ')).split(' ')
  const phrase = ` ${plain.join(' ')} `
  const found = mayTell(db, waysToWrite(words, plain), all)
  const told = found.serials.slice(0, mostRead).filter((serial) => {
    const row = db.get<{ narrative: string }>('select narrative from report where serial = ?', serial)
    const said = ` ${plainWords(row?.narrative ?? '')} `
    return inOrder ? said.includes(phrase) : plain.every((word) => said.includes(` ${word} `))
  })
  // One word that many texts hold tells nothing; of two together few do.
  const few = words.length > 1 || (told.length <= limit && found.serials.length <= mostRead)
  return {
    complete: found.complete,
    items: few
      ? told.slice(0, limit).flatMap((serial) => mentionBy(db, serial, { kind: 'words', form: plain.join(' ') }) ?? [])
      : [],
  }
}

/** Texts are searched letter by letter, and only A to Z are the same in both cases: words with other letters are looked for in several ways. */
function waysToWrite(words: readonly string[], plain: readonly string[]): (readonly string[])[] {
  const small = words.map((word) => word.toLowerCase())
  if (small.join(' ') === plain.join(' ')) return [words]
  return [words, small, small.map((word) => word.replace(/^./u, (letter) => letter.toUpperCase())), plain]
}

/** Reports that may hold the words in one way, newest first: by the index where it can tell, otherwise the newest are read through. */
function mayTell(
  db: Reader,
  ways: readonly (readonly string[])[],
  all: boolean,
): { serials: number[]; complete: boolean } {
  const told = ways.map((words) => mayHold(db, words))
  if (told.every((serials) => serials !== undefined))
    return { serials: [...new Set(told.flat())].sort((a, b) => b - a), complete: true }
  const { last } = db.get<{ last: number | null }>('select max(serial) as last from report') ?? { last: null }
  const after = all ? 0 : Math.max(0, (last ?? 0) - mostReadThrough)
  const holds = ways.map((words) => words.map(() => `narrative like ? escape '\\'`).join(' and '))
  const serials = db
    .all<{ serial: number }>(
      `select serial from report where serial > ? and (${holds.join(' or ')}) order by serial desc limit ?`,
      after,
      ...ways.flat().map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
      mostRead + 1,
    )
    .map(({ serial }) => serial)
  // Of words of one or two letters the index never tells.
  const never = ways.flat().every((word) => word.length < 3)
  return { serials, complete: after === 0 || serials.length > mostRead || never }
}
