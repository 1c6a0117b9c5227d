import type { EvidenceRecord, Shape } from '../../../../../shared/contract/evidence/shapes.ts'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { OpenedFile, TextPart } from '../format.ts'

/** What a file numbers, taken apart: events, contacts, information of an alert. */
export interface Records {
  format: string
  records: EvidenceRecord[]
  shapes: Shape[]
  facts: EvidenceFact[]
  problems: string[]
  /** Files that it carries, by the names under which they are members. */
  files: { name: string; bytes: Uint8Array; note: string }[]
}

const ofAnswer = 300
const longest = 20_000
/** Places that are drawn. */
const shapesMost = 2000

/** Records as they are looked at: each with its fields, and what has a place on Earth as shapes. */
export function openedRecords({ format, records, shapes, facts, problems, files }: Records): OpenedFile {
  return {
    view: { kind: 'records', format, records: records.length, shapes: shapes.slice(0, shapesMost) },
    facts,
    problems: [
      ...new Set(problems),
      ...(shapes.length > shapesMost
        ? [
            `Only ${shapesMost.toLocaleString('en')} of its ${shapes.length.toLocaleString('en')} places are drawn; all stand in its records.`,
          ]
        : []),
    ],
    members: files.map(({ name, bytes, note }) => ({
      path: name,
      size: bytes.length,
      encrypted: false,
      folder: false,
      modified: null,
      note,
    })),
    member: (path) => {
      const found = files.find(({ name }) => name === path)
      if (!found) throw new Unreadable(`It carries no “${path}”.`)
      return Uint8Array.from(found.bytes)
    },
    text: (from): TextPart => ({
      units: records.slice(from, from + ofAnswer).map((record) => ({ at: record.at, text: inWords(record) })),
      unread: [],
      next: from + ofAnswer < records.length ? from + ofAnswer : null,
    }),
    part: (ask) =>
      ask.ask === 'records'
        ? {
            ask: 'records',
            records: records.slice(ask.from, ask.from + ask.count).map((record) => ({
              ...record,
              fields: record.fields.map(({ name, value }) => ({ name, value: cut(value) })),
            })),
          }
        : undefined,
  }
}

const inWords = ({ title, fields }: EvidenceRecord): string =>
  [title, ...fields.map(({ name, value }) => `${name}: ${value}`)].join('\n').toWellFormed()

const cut = (value: string): string =>
  value.length <= longest
    ? value.toWellFormed()
    : `${value.slice(0, longest).toWellFormed()} … ${(value.length - longest).toLocaleString('en')} more characters stand in its text`

/** Fields that say something. */
export const fieldsOf = (
  pairs: readonly (readonly [name: string, value: string | undefined])[],
): EvidenceRecord['fields'] =>
  pairs.flatMap(([name, value]) => (value === undefined || value.trim() === '' ? [] : [{ name, value: value.trim() }]))
