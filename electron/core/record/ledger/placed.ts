import type { Reader, Writer } from '../vault/index.ts'

// An entry names a file that was written by its name alone: where it lies says how a person's computer is laid out, and
// an entry goes out with exports. The path is this copy's own knowledge, beside the record.

const prefix = 'placed/'

/** Keeps where the file of an entry was written; to be called in the transaction that appends the entry. */
export const keepPlaced = (store: Writer, seq: number, path: string): void =>
  store.run('insert or replace into setting (name, value) values (?, ?)', `${prefix}${seq}`, path.toWellFormed())

/** The path that was kept for an entry; undefined in another copy, and for entries from before paths were kept apart. */
export const placedAt = (db: Reader, seq: number): string | undefined =>
  db.get<{ value: string }>('select value from setting where name = ?', `${prefix}${seq}`)?.value

/** Whether a payload names an absolute path, as versions before this one recorded them. */
export function namesPath(type: string, body: string): boolean {
  const field = pathFields[type]
  if (field === undefined) return false
  const value = fieldIn(body, field)
  return typeof value === 'string' && /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(value)
}

/** Undefined where a body does not have its form, which whoever holds the vault key can write. */
function fieldIn(body: string, field: string): unknown {
  try {
    return (JSON.parse(body) as Record<string, unknown> | null)?.[field]
  } catch {
    return undefined
  }
}

/** Whether any of the first `size` entries does. */
export const anyNamesPath = (db: Reader, size: number): boolean =>
  db
    .all<{ type: string; body: string }>(
      `select json_extract(e.bytes, '$.type') as type, p.body from entry e join payload p using (seq)
       where e.seq < ? and json_extract(e.bytes, '$.type') in (select value from json_each(?))`,
      size,
      JSON.stringify(Object.keys(pathFields)),
    )
    .some(({ type, body }) => namesPath(type, body))

const pathFields: Readonly<Record<string, string>> = {
  'packet.built': 'file',
  'history.exported': 'file',
  'ledger.exported': 'file',
  'form.exported': 'file',
  'custody.recorded': 'place',
  'vault.backed-up': 'place',
}
