import type { Checked } from '../../../shared/contract/contract.ts'
import type { Seen, SubjectBrief, SubjectDetails } from '../../../shared/contract/subjects.ts'
import { emailForm, phoneForm, plainWords, tokenForm } from '../../../shared/kernel/normal-form.ts'
import { reportsMentioning, type Mention, type MentionKind } from '../intake/index.ts'
import type { Reader } from '../vault/index.ts'
import { involvementsOf } from './involvements.ts'
import { keyOfIdentifier, type KeyKind } from './keys.ts'
import { keysBeginning, keysEqual, phoneKeys, shorterPhones, type KeyRow } from './named.ts'

type Kind = Checked<'subject.seen'>['kind']

/** What was typed, in every form in which it may be on record. */
interface Typed {
  text: string
  words: string[]
  plain: string
  token: string
  email: string | undefined
  phone: string | undefined
}

/** Fewer letters than this say nothing. */
const least = 3
const mostSubjects = 8
const mostReports = 12

/** Who and what is on record by this name, number, handle or place; and the reports that mention it, newest first. */
export function seenBefore(db: Reader, { text, kind, except }: Checked<'subject.seen'>): Seen {
  const plain = plainWords(text)
  const typed: Typed = {
    text: text.trim(),
    plain,
    words: plain.split(' '),
    token: tokenForm(text),
    email: emailForm(text),
    phone: phoneForm(text),
  }
  if (typed.token.length < least) return { subjects: [], reports: [], reportsInAll: 0 }
  const hits = [...subjectsBy(db, typed, kind).values()]
    .sort((a, b) => Number(b.exact) - Number(a.exact) || (a.name < b.name ? -1 : 1))
    .slice(0, mostSubjects)
  const { items, total } = reportsBy(db, typed, kind, hits)
  const reports = items.filter(({ id, number }) => id !== except && number !== except)
  return {
    subjects: hits.map(({ family, ...hit }) => {
      const standing = involvementsOf(db, family, 50).filter(({ withdrawn }) => withdrawn === null)
      const elsewhere = standing.filter(({ matter }) => matter.id !== except && matter.number !== except)
      return {
        ...hit,
        matters: elsewhere.slice(0, 3).map(({ matter, role }) => ({ matter, role })),
        involvements: new Set(elsewhere.map(({ matter }) => matter.id)).size,
      }
    }),
    reports,
    reportsInAll: Math.max(reports.length, total - (items.length - reports.length)),
  }
}

interface Hit extends SubjectBrief {
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
  for (const row of rows) {
    const found = explain(db, row, typed)
    const before = found && hits.get(found.root)
    if (!found || (before && (before.exact || !found.exact))) continue
    const kept = db.get<SubjectBrief>('select id, number, kind, name from subject where id = ?', found.root)
    if (!kept || !kindsFor[kind].includes(kept.kind)) continue
    hits.set(found.root, { ...kept, why: found.why, exact: found.exact, family: familyOf(db, found.root) })
  }
  return hits
}

const familyOf = (db: Reader, root: string): string[] =>
  db.all<{ id: string }>('select id from subject where root = ?', root).map(({ id }) => id)

/** Why a key answers what was typed, in words; undefined where another word that was typed does not fit. */
function explain(db: Reader, key: KeyRow, typed: Typed): { root: string; why: string; exact: boolean } | undefined {
  const own = db.get<{ number: string; name: string; details: string; root: string }>(
    'select number, name, details, root from subject where id = ?',
    key.subject_id,
  )
  if (!own) return undefined
  const origin = own.root === key.subject_id ? '' : `, recorded as ${own.number} ${own.name}`
  const answer = (why: string, exact: boolean) => ({ root: own.root, why: `${why}${origin}`, exact })
  if (key.kind === 'phone' || key.kind === 'e-mail' || key.kind === 'token') {
    const exact = key.kind === 'phone' || key.form === (key.kind === 'token' ? typed.token : typed.email)
    if (key.source === '') return answer(key.kind === 'token' ? `name ${own.name}` : 'contact', exact)
    const row = db.get<{ type: string; value: string }>(
      'select type, value from subject_identifier where id = ?',
      key.source,
    )
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
  own: { name: string; details: string },
): { text: string; why: string } {
  if (kind === 'name') return { text: own.name, why: 'name' }
  if (kind === 'address') {
    const { address = '' } = JSON.parse(own.details) as SubjectDetails
    return { text: address, why: `address ${address}` }
  }
  const alias = db.get<{ name: string; confidence: string }>(
    'select name, confidence from subject_alias where id = ?',
    source,
  )
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
): { items: Seen['reports']; total: number } {
  const sought: Sought[] = [
    ...(typed.phone === undefined ? [] : phonesSought(typed.phone)),
    ...(typed.email === undefined ? [] : [{ kind: 'e-mail' as const, form: typed.email }]),
    { kind: 'token', form: typed.token, prefix: true },
    ...(kind === 'place' || kind === 'vehicle' ? [] : [{ kind: 'reporter' as const, form: typed.plain, prefix: true }]),
    ...(kind === 'place' || kind === 'any' ? [{ kind: 'place' as const, form: typed.plain, prefix: true }] : []),
    ...hits.filter(({ exact }) => exact).flatMap((hit) => identifiersOf(db, hit)),
  ]
  const ofWhom = new Map(sought.map(({ kind: of, form, of: whose }) => [`${of} ${form}`, whose]))
  const { items, total } = reportsMentioning(db, sought, mostReports)
  return {
    total,
    items: items.map((mention) => {
      const { kind: by, form, reporter: _, place: __, ...report } = mention
      return { ...report, why: whyMentioned(mention, ofWhom.get(`${by} ${form}`)) }
    }),
  }
}

const phonesSought = (form: string): Sought[] => [
  { kind: 'phone', form, prefix: true },
  ...shorterPhones(form).map((shorter) => ({ kind: 'phone' as const, form: shorter })),
]

/** What is on record of somebody who was named: a report that mentions it may be about them. */
function identifiersOf(db: Reader, { number, family }: Hit): Sought[] {
  const rows = db.all<{ type: 'phone'; value: string }>(
    `select type, value from subject_identifier
     where subject_id in (select value from json_each(?)) and withdrawn_at is null limit 20`,
    JSON.stringify(family),
  )
  return rows.map((row) => {
    const { kind, form } = keyOfIdentifier(row)
    return { kind: kind as MentionKind, form, of: `${row.type} ${row.value} of ${number}` }
  })
}

function whyMentioned({ kind, form, reporter, place }: Mention, of: string | undefined): string {
  if (of !== undefined) return `mentions ${of}`
  if (kind === 'reporter') return `reporter ${reporter ?? ''}`
  if (kind === 'place') return `place ${place ?? ''}`
  if (kind === 'phone') return `mentions telephone ${Array.from(form).reverse().join('')}`
  return `mentions ${form}`
}
