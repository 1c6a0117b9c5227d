import { concat, hex, utf8 } from '../kernel/bytes.ts'
import { canonical } from '../kernel/canonical.ts'
import { isInstant } from '../kernel/time.ts'
import type { Sha256 } from './tree.ts'

/** One line of the record. Its canonical JSON (RFC 8785) is what is stored, chained and put into the tree. */
export interface Entry {
  v: 1
  /** Its place: 0 for the first. */
  seq: number
  /** SHA-256 of the previous entry's bytes, hexadecimal; 64 zeros before the first. */
  prev: string
  /** When it was recorded, ISO 8601 in UTC with milliseconds. */
  at: string
  /** Id of the member who acted. */
  actor: string
  /** Id of the computer's vault copy that wrote it. */
  device: string
  /** What kind of thing was recorded, e.g. `report.received`. */
  type: string
  /** Id of the case it belongs to, where there is one. */
  case?: string
  /** Id of the record it is about. */
  subject: string
  /** SHA-256(salt ‖ payload bytes), hexadecimal: the payload can be shown, withheld or destroyed; this stays. */
  commit: string
}

export const noPrevious = '0'.repeat(64)

/** The entry's bytes as text. */
export const entryText = (entry: Entry): string => canonical({ ...entry })

/** Commitment to a payload: SHA-256(salt ‖ payload), hexadecimal. The 32-byte salt keeps short payloads from being guessed. */
export const commitTo = (sha256: Sha256, salt: Uint8Array, payload: string): string =>
  hex(sha256(concat(salt, utf8(payload))))

const keys = new Set(['v', 'seq', 'prev', 'at', 'actor', 'device', 'type', 'case', 'subject', 'commit'])
const hash = /^[0-9a-f]{64}$/

/** Reads an entry's text; undefined unless it is the canonical form of exactly these fields. */
export function parseEntry(text: string): Entry | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const entry = value as Record<string, unknown>
  for (const key in entry) if (!keys.has(key)) return undefined
  const wellFormed =
    entry['v'] === 1 &&
    Number.isSafeInteger(entry['seq']) &&
    isText(entry['actor']) &&
    isText(entry['device']) &&
    isText(entry['type']) &&
    isText(entry['subject']) &&
    (entry['case'] === undefined || isText(entry['case'])) &&
    isText(entry['prev']) &&
    hash.test(entry['prev']) &&
    isText(entry['commit']) &&
    hash.test(entry['commit']) &&
    isText(entry['at']) &&
    isInstant(entry['at'])
  if (!wellFormed) return undefined
  const parsed = value as Entry
  return entryText(parsed) === text ? parsed : undefined
}

const isText = (value: unknown): value is string => typeof value === 'string'
