import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Checked } from '../../../../shared/contract/contract.ts'
import type { ReportDetail } from '../../../../shared/contract/intake.ts'
import type { Seen, SubjectBrief, SubjectDetails } from '../../../../shared/contract/subjects.ts'
import { metresBetween } from '../../../../shared/kernel/distance.ts'
import { emailForm, phoneForm, plainWords, tokenForm } from '../../../../shared/kernel/normal-form.ts'
import {
  isSite,
  pointsOf,
  reportsMentioning,
  reportsTelling,
  type Mention,
  type MentionKind,
} from '../../intake/reports/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { involvementsOf } from './involvements.ts'
import { keyOfIdentifier } from './keys.ts'
import type { KeyKind } from './tables.ts'
import { keysBeginning, keysEqual, phoneKeys, shorterPhones, type KeyRow } from './named.ts'
import { subjectAliases, subjectIdentifiers, subjects } from './tables.ts'

type ById = Given<{ id: string }>

export const briefRow = query((from, { id }: ById) =>
  from
    .select({ id: subjects.id, number: subjects.number, kind: subjects.kind, name: subjects.name })
    .from(subjects)
    .where(eq(subjects.id, id)),
)
const ownRow = query((from, { id }: ById) =>
  from
    .select({ number: subjects.number, name: subjects.name, details: subjects.details, root: subjects.root })
    .from(subjects)
    .where(eq(subjects.id, id)),
)
const familyRows = query((from, { root }: Given<{ root: string }>) =>
  from.select({ id: subjects.id }).from(subjects).where(eq(subjects.root, root)),
)
const identifierRow = query((from, { id }: ById) =>
  from
    .select({ type: subjectIdentifiers.type, value: subjectIdentifiers.value })
    .from(subjectIdentifiers)
    .where(eq(subjectIdentifiers.id, id)),
)
const aliasRow = query((from, { id }: ById) =>
  from
    .select({ name: subjectAliases.name, confidence: subjectAliases.confidence })
    .from(subjectAliases)
    .where(eq(subjectAliases.id, id)),
)
const identifierRows = query((from, { ids }: Given<{ ids: string }>) =>
  from
    .select({ type: subjectIdentifiers.type, value: subjectIdentifiers.value })
    .from(subjectIdentifiers)
    .where(
      and(
        sql`${subjectIdentifiers.subjectId} in (select value from json_each(${ids}))`,
        isNull(subjectIdentifiers.withdrawnAt),
      ),
    )
    .limit(20),
)

type Kind = Checked<'subject.seen'>['kind']

/** What was typed, in every form in which it may be on record. */
interface Typed {
  text: string
  words: string[]
  asTyped: string[]
  plain: string
  token: string
  email: string | undefined
  phone: string | undefined
}

/** Fewer letters than this say nothing. */
const least = 3
const mostSubjects = 8
const mostReports = 12

export interface Asked {
  text: string
  kind: Kind
  /** Id or number of the report or case that is being worked on: it is no news. */
  except?: string | undefined
}

export interface Looking {
  /** Where words are searched that no index tells of: in all reports, or (a window waits) in the newest ones. */
  all: boolean
  /** The text is a whole name or number; otherwise it may be the beginning of one. */
  whole?: boolean
  most?: number
}

/** Who and what is on record by this name, number, handle or place; and the reports that mention it, newest first. */
export function seenBefore(db: Reader, { text, kind, except }: Asked, looking: Looking): Seen {
  const { whole = false, most = mostReports } = looking
  const plain = plainWords(text)
  const typed: Typed = {
    text: text.trim(),
    plain,
    words: plain.split(' '),
    asTyped: text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== ''),
    token: tokenForm(text),
    email: emailForm(text),
    phone: phoneForm(text),
  }
  if (typed.token.length < least) return nothing
  const hits = [...subjectsBy(db, typed, kind).values()]
    .filter(({ exact }) => exact || !whole)
    .sort((a, b) => Number(b.exact) - Number(a.exact) || (a.name < b.name ? -1 : 1))
    .slice(0, mostSubjects)
  const { items, total, complete } = reportsBy(db, typed, kind, hits, { ...looking, whole, most })
  const reports = items.filter(({ id, number }) => id !== except && number !== except)
  return {
    subjects: hits.map((hit) => shownHit(db, hit, except)),
    reports,
    reportsInAll: Math.max(reports.length, total - (items.length - reports.length)),
    complete,
  }
}

export const nothing: Seen = { subjects: [], reports: [], reportsInAll: 0, complete: true }

/** A subject that was found, with the newest matters it is involved in. */
export function shownHit(db: Reader, { family, ...hit }: Hit, except: string | undefined): Seen['subjects'][number] {
  const standing = involvementsOf(db, family, 50).filter(({ withdrawn }) => withdrawn === null)
  const elsewhere = standing.filter(({ matter }) => matter.id !== except && matter.number !== except)
  return {
    ...hit,
    matters: elsewhere.slice(0, 3).map(({ matter, role }) => ({ matter, role })),
    involvements: new Set(elsewhere.map(({ matter }) => matter.id)).size,
  }
}

export interface Hit extends SubjectBrief {
  why: string
  exact: boolean
  family: string[]
}

/** In a field for a place people are no answer, and the other way round. */
const kindsFor: Record<Kind, readonly SubjectBrief['kind'][]> = {
  any: ['person', 'organization', 'place', 'vehicle', 'account'],
  person: ['person', 'organization', 'account'],
  organization: ['organization', 'person', 'account'],
  place: ['place', 'organization'],
  vehicle: ['vehicle'],
  account: ['account', 'person'],
}

function subjectsBy(db: Reader, typed: Typed, kind: Kind): Map<string, Hit> {
  const longest = typed.words.reduce((a, b) => (b.length > a.length ? b : a))
  const rows: KeyRow[] = [
    ...(typed.phone === undefined ? [] : phoneKeys(db, typed.phone)),
    ...(typed.email === undefined ? [] : keysEqual(db, 'e-mail', typed.email)),
    ...keysBeginning(db, 'token', typed.token),
    ...(['name', 'alias', 'address'] as const).flatMap((of) => keysBeginning(db, of, longest)),
  ]
  const hits = new Map<string, Hit>()
  // An identifier says more than the name that it may stand in, too.
  for (const row of rows.sort((a, b) => Number(a.source === '') - Number(b.source === ''))) {
    const found = explain(db, row, typed)
    const before = found && hits.get(found.root)
    if (!found || (before && (before.exact || !found.exact))) continue
    const kept = db.get(briefRow, { id: found.root })
    if (!kept || !kindsFor[kind].includes(kept.kind)) continue
    hits.set(found.root, { ...kept, why: found.why, exact: found.exact, family: familyOf(db, found.root) })
  }
  return hits
}

export const familyOf = (db: Reader, root: string): string[] => db.all(familyRows, { root }).map(({ id }) => id)

/** Why a key answers what was typed, in words; undefined where another word that was typed does not fit. */
function explain(db: Reader, key: KeyRow, typed: Typed): { root: string; why: string; exact: boolean } | undefined {
  const own = db.get(ownRow, { id: key.subjectId })
  if (!own) return undefined
  const origin = own.root === key.subjectId ? '' : `, recorded as ${own.number} ${own.name}`
  const answer = (why: string, exact: boolean) => ({ root: own.root, why: `${why}${origin}`, exact })
  if (key.kind === 'phone' || key.kind === 'e-mail' || key.kind === 'token') {
    const exact = key.kind === 'phone' || key.form === (key.kind === 'token' ? typed.token : typed.email)
    if (key.source === '') return answer(key.kind === 'token' ? `name ${own.name}` : 'contact', exact)
    const row = db.get(identifierRow, { id: key.source })
    return row && answer(`${row.type} ${row.value}`, exact)
  }
  const { text, why } = namedBy(db, key, own)
  const plain = plainWords(text)
  const words = plain.split(' ')
  if (!typed.words.every((typedWord) => words.some((word) => word.startsWith(typedWord)))) return undefined
  return answer(why, plain === typed.plain || [...words].sort().join() === [...typed.words].sort().join())
}

function namedBy(
  db: Reader,
  { kind, source }: { kind: KeyKind; source: string },
  own: { name: string; details: SubjectDetails },
): { text: string; why: string } {
  if (kind === 'name') return { text: own.name, why: 'name' }
  if (kind === 'address') {
    const { address = '' } = own.details
    return { text: address, why: `address ${address}` }
  }
  const alias = db.get(aliasRow, { id: source })
  return { text: alias?.name ?? '', why: `alias “${alias?.name ?? ''}”, confidence ${alias?.confidence ?? ''}` }
}

interface Sought {
  kind: MentionKind
  form: string
  prefix?: boolean
  /** Whose it is, where it is not what was typed. */
  of?: string
}

function reportsBy(
  db: Reader,
  typed: Typed,
  kind: Kind,
  hits: readonly Hit[],
  { all, whole, most }: Required<Looking>,
): { items: Seen['reports']; total: number; complete: boolean } {
  const prefix = !whole
  const sought: Sought[] = [
    ...(typed.phone === undefined ? [] : phonesSought(typed.phone, prefix)),
    ...(typed.email === undefined ? [] : [{ kind: 'e-mail' as const, form: typed.email }]),
    { kind: 'token', form: typed.token, prefix },
    ...(kind === 'place' || kind === 'vehicle' ? [] : [{ kind: 'reporter' as const, form: typed.plain, prefix }]),
    ...(kind === 'place' || kind === 'any' ? [{ kind: 'place' as const, form: typed.plain, prefix }] : []),
    ...hits.filter(({ exact }) => exact).flatMap((hit) => identifiersOf(db, hit)),
  ]
  const ofWhom = new Map(sought.map(({ kind: of, form, of: whose }) => [`${of} ${form}`, whose]))
  const { items, total } = reportsMentioning(db, sought, most)
  // What a country's name finds in texts is no place that was seen before.
  const told =
    isTelling(typed.words) && (kind !== 'place' || isSite(typed.text))
      ? reportsTelling(db, {
          words: typed.asTyped,
          inOrder: kind === 'place' || kind === 'vehicle',
          limit: most,
          all,
        })
      : { items: [], complete: true }
  const further = told.items.filter(({ id }) => !items.some((item) => item.id === id))
  return {
    total: total + further.length,
    complete: told.complete,
    items: [...items, ...further].slice(0, most).map((mention) => {
      const { kind: by, form, reporter: _, place: __, latitude: ___, longitude: ____, ...report } = mention
      return { ...report, why: whyMentioned(mention, ofWhom.get(`${by} ${form}`)) }
    }),
  }
}

const sameSpot = 50

/** Earlier reports of the very same spot, by its coordinates, whatever words they name it with. */
export function seenAtPoint(db: Reader, { id, placeDetail }: Pick<ReportDetail, 'id' | 'placeDetail'>): Seen {
  if (placeDetail?.latitude === undefined || placeDetail.longitude === undefined) return nothing
  const here = { latitude: placeDetail.latitude, longitude: placeDetail.longitude }
  const { items } = reportsMentioning(db, pointsOf(placeDetail, 1), mostReports * 4)
  const reports = items.flatMap(({ kind: _, form: __, reporter: ___, place, latitude, longitude, ...report }) => {
    const metres = latitude === null || longitude === null ? Infinity : metresBetween(here, { latitude, longitude })
    if (report.id === id || metres > sameSpot) return []
    return [
      {
        ...report,
        why: `same place${place === null ? '' : `, ${place}`} (${metres < 1 ? 'same coordinates' : `${Math.round(metres)} m apart`})`,
      },
    ]
  })
  return { ...nothing, reports, reportsInAll: reports.length }
}

/** Names of two words at least, and one word that is no short one; numbers are found as such. */
const isTelling = (words: readonly string[]): boolean =>
  words.every((word) => word.length > (words.length > 1 ? 1 : 3) && !/\d/.test(word))

const phonesSought = (form: string, prefix: boolean): Sought[] => [
  { kind: 'phone', form, prefix },
  ...shorterPhones(form).map((shorter) => ({ kind: 'phone' as const, form: shorter })),
]

/** What is on record of somebody who was named: a report that mentions it may be about them. */
function identifiersOf(db: Reader, { number, family }: Hit): Sought[] {
  const rows = db.all(identifierRows, { ids: JSON.stringify(family) })
  return rows.map((row) => {
    const { kind, form } = keyOfIdentifier(row)
    return { kind: kind as MentionKind, form, of: `${row.type} ${row.value} of ${number}` }
  })
}

function whyMentioned({ kind, form, reporter, place }: Mention, of: string | undefined): string {
  if (of !== undefined) return `mentions ${of}`
  if (kind === 'reporter') return `reporter ${reporter ?? ''}`
  if (kind === 'place') return `place ${place ?? ''}`
  if (kind === 'words') return `tells of “${form}”`
  if (kind === 'phone') return `mentions telephone ${Array.from(form).reverse().join('')}`
  return `mentions ${form}`
}
