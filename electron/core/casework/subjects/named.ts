import { leastPhoneDigits, phoneForm, plainWords, tokenForm } from '../../../../shared/kernel/normal-form.ts'
import type { Reader } from '../../record/vault/index.ts'
import type { Key } from './keys.ts'
import type { KeyKind } from './tables.ts'

export interface KeyRow extends Key {
  subject_id: string
  source: string
}

const most = 300
/** After every text that begins with another one, whatever its letters. */
const end = '\u{10ffff}'

export const keysEqual = (db: Reader, kind: KeyKind, form: string): KeyRow[] =>
  db.all('select * from subject_key where kind = ? and form = ? limit ?', kind, form, most)

export const keysBeginning = (db: Reader, kind: KeyKind, form: string): KeyRow[] =>
  db.all('select * from subject_key where kind = ? and form >= ? and form < ? limit ?', kind, form, form + end, most)

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
          keysBeginning(db, kind, word).map(({ subject_id: id }) => id),
        ),
      ),
  )
  const inAll = [...(sets[0] ?? [])].filter((id) => sets.every((set) => set.has(id)))
  const phone = phoneForm(filter)
  const whole = [
    ...keysBeginning(db, 'token', tokenForm(filter)),
    ...keysBeginning(db, 'e-mail', filter.trim().toLowerCase()),
    ...(phone === undefined ? [] : phoneKeys(db, phone)),
  ].map(({ subject_id: id }) => id)
  const serial = /^s-?0*(\d{1,9})$/i.exec(filter.trim())?.[1]
  const numbered =
    serial === undefined ? [] : db.all<{ id: string }>('select id from subject where serial = ?', Number(serial))
  const ids = [...new Set([...inAll, ...whole, ...numbered.map(({ id }) => id)])]
  return db
    .all<{ root: string }>(
      'select distinct root from subject where id in (select value from json_each(?))',
      JSON.stringify(ids),
    )
    .map(({ root }) => root)
}
