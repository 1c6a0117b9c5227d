import { and, eq, gte, lt, sql } from 'drizzle-orm'
import { leastPhoneDigits, phoneForm, plainWords, tokenForm } from '../../../../shared/kernel/normal-form.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { subjectKeys, subjects, type KeyKind } from './tables.ts'

export type KeyRow = typeof subjectKeys.$inferSelect

const most = 300
/** After every text that begins with another one, whatever its letters. */
const end = '\u{10ffff}'

const equal = query((from, { kind, form }: Given<{ kind: string; form: string }>) =>
  from
    .select()
    .from(subjectKeys)
    .where(and(eq(subjectKeys.kind, kind), eq(subjectKeys.form, form)))
    .limit(most),
)
const between = query((from, { kind, first, last }: Given<{ kind: string; first: string; last: string }>) =>
  from
    .select()
    .from(subjectKeys)
    .where(and(eq(subjectKeys.kind, kind), gte(subjectKeys.form, first), lt(subjectKeys.form, last)))
    .limit(most),
)
const bySerial = query((from, { serial }: Given<{ serial: number }>) =>
  from.select({ id: subjects.id }).from(subjects).where(eq(subjects.serial, serial)),
)
const rootsOf = query((from, { ids }: Given<{ ids: string }>) =>
  from
    .selectDistinct({ root: subjects.root })
    .from(subjects)
    .where(sql`${subjects.id} in (select value from json_each(${ids}))`),
)

export const keysEqual = (db: Reader, kind: KeyKind, form: string): KeyRow[] => db.all(equal, { kind, form })

export const keysBeginning = (db: Reader, kind: KeyKind, form: string): KeyRow[] =>
  db.all(between, { kind, first: form, last: form + end })

/** The forms with which a telephone number is compared: it may be on record with its country's code or without. */
export const shorterPhones = (form: string): string[] =>
  Array.from({ length: Math.max(0, form.length - leastPhoneDigits) }, (_, at) => form.slice(0, leastPhoneDigits + at))

export const phoneKeys = (db: Reader, form: string): KeyRow[] => [
  ...keysBeginning(db, 'phone', form),
  ...shorterPhones(form).flatMap((shorter) => keysEqual(db, 'phone', shorter)),
]

/** Ids of the subjects that stand for themselves and hold every word of a filter, or begin a number or identifier with it. */
export function idsNamed(db: Reader, filter: string): string[] {
  const words = plainWords(filter).split(' ')
  const sets = words.map(
    (word) =>
      new Set(
        (['name', 'alias', 'address', 'token'] as const).flatMap((kind) =>
          keysBeginning(db, kind, word).map(({ subjectId }) => subjectId),
        ),
      ),
  )
  const inAll = [...(sets[0] ?? [])].filter((id) => sets.every((set) => set.has(id)))
  const phone = phoneForm(filter)
  const whole = [
    ...keysBeginning(db, 'token', tokenForm(filter)),
    ...keysBeginning(db, 'e-mail', filter.trim().toLowerCase()),
    ...(phone === undefined ? [] : phoneKeys(db, phone)),
  ].map(({ subjectId }) => subjectId)
  const serial = /^s-?0*(\d{1,9})$/i.exec(filter.trim())?.[1]
  const numbered = serial === undefined ? [] : db.all(bySerial, { serial: Number(serial) })
  const ids = [...new Set([...inAll, ...whole, ...numbered.map(({ id }) => id)])]
  return db.all(rootsOf, { ids: JSON.stringify(ids) }).map(({ root }) => root)
}
