import type { SubjectDetails, Identifier } from '../../../../shared/contract/subjects.ts'
import {
  emailForm,
  identifiersIn,
  phoneForm,
  plainWords,
  tokenForm,
  type SoughtKind,
} from '../../../../shared/kernel/normal-form.ts'
import type { z } from 'zod'
import type { Writer } from '../../record/vault/index.ts'

/** By what a subject is found: a word of its name, of an alias, of its address; an identifier. */
export type KeyKind = SoughtKind | 'name' | 'alias' | 'address'
export interface Key {
  kind: KeyKind
  form: string
}

/** `source`: the alias or identifier that the key is of; empty for the subject's own name and details. */
export const keyTable = `create table subject_key (
      kind text not null,
      form text not null,
      subject_id text not null,
      source text not null,
      primary key (kind, form, subject_id, source)
    ) strict, without rowid;`

const words = (kind: KeyKind, text: string | undefined): Key[] =>
  [...new Set(plainWords(text ?? '').split(' '))].flatMap((form) => (form === '' ? [] : [{ kind, form }]))

export const keysOfAlias = (name: string): Key[] => words('alias', name)

export const keysOfOwn = ({ name, details }: { name: string; details: SubjectDetails }): Key[] => [
  ...words('name', name),
  ...words('address', details.address),
  // What looks like a plate in a name (“White van KVR 4471”) finds it too.
  ...identifiersIn(`${name}\n${details.contact ?? ''}`),
]

export function keyOfIdentifier({ type, value }: Pick<z.infer<typeof Identifier>, 'type' | 'value'>): Key {
  const phone = type === 'phone' ? phoneForm(value) : undefined
  if (phone !== undefined) return { kind: 'phone', form: phone }
  const email = type === 'e-mail' ? emailForm(value) : undefined
  return email === undefined ? { kind: 'token', form: tokenForm(value) } : { kind: 'e-mail', form: email }
}

export function addKeys(db: Writer, subject: string, source: string, keys: readonly Key[]): void {
  for (const { kind, form } of keys)
    db.run(
      'insert or ignore into subject_key (kind, form, subject_id, source) values (?, ?, ?, ?)',
      kind,
      form,
      subject,
      source,
    )
}

export function dropKeys(db: Writer, subject: string, source: string, keys: readonly Key[]): void {
  for (const { kind, form } of keys)
    db.run(
      'delete from subject_key where kind = ? and form = ? and subject_id = ? and source = ?',
      kind,
      form,
      subject,
      source,
    )
}
