import type { SubjectDetails, Identifier } from '../../../../shared/contract/subjects.ts'
import { emailForm, identifiersIn, phoneForm, plainWords, tokenForm } from '../../../../shared/kernel/normal-form.ts'
import type { z } from 'zod'
import type { Writer } from '../../record/vault/index.ts'
import { subjectKeys, type KeyKind } from './tables.ts'

export interface Key {
  kind: KeyKind
  form: string
}

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
  for (const { kind, form } of keys) db.insert(subjectKeys, { kind, form, subjectId: subject, source }, 'ignore')
}

export function dropKeys(db: Writer, subject: string, source: string, keys: readonly Key[]): void {
  for (const { kind, form } of keys) db.delete(subjectKeys, { kind, form, subjectId: subject, source })
}
