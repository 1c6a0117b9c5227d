import { canonical, type Json } from '../kernel/canonical.ts'
import { isInstant, whyNotTold, type OccurredAt } from '../kernel/time.ts'
import { isTellable } from '../kernel/zones.ts'
import { limits } from './format.ts'

/** What one field of a form was answered: words, chosen options, yes or no, a number, a moment. */
export type Answer = string | string[] | boolean | number | OccurredAt

export interface Attachment {
  /** As the reporter's device named it. */
  name: string
  /** What that device took it for; empty when it did not say. */
  type: string
  size: number
  /** Hexadecimal. */
  sha256: string
}

/** What a reporter wrote: the part of a sealed report before the attachments. */
export interface ReportBody {
  v: 1
  /** 32 hexadecimal digits, the same in each copy that is saved from one filling in. */
  id: string
  form: { key: string; version: number }
  /** In which the form was read, two letters. */
  language: string
  narrative: string
  immediateDanger: boolean
  occurredAt: OccurredAt | null
  place: string | null
  /** null: anonymous. */
  reporter: { name: string; contact: string | null } | null
  /** Field of the form → answer; what was left empty is left out. */
  answers: Record<string, Answer>
  attachments: Attachment[]
  /** By the clock of the reporter's device, UTC. */
  savedAt: string
  /** Its IANA time zone. */
  zone: string
}

export const bodyText = (body: ReportBody): string => canonical(body as unknown as Json)

/** Reads a body in its one spelling. Any other gives the reason, as the end of a sentence about “it”. */
export function parseBody(text: string): ReportBody | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'is not JSON'
  }
  const wrong = whyNot(body, value)
  if (wrong !== undefined) return wrong
  const read = value as ReportBody
  if (read.attachments.reduce((sum, { size }) => sum + size, 0) > limits.attached) return 'has too many bytes attached'
  return bodyText(read) === text ? read : 'is not spelled canonically'
}

// A small description of shapes: no package, because the form page carries it to phones.

type Check = (value: unknown) => boolean
type Shape = Record<string, Check>

const isText =
  (most: number, form = /^/): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most && value.isWellFormed() && form.test(value)
// oxlint-disable-next-line no-control-regex -- control characters have no business in one line
const line = isText(500, /^(?=.*\S)[^\u0000-\u001f\u007f\u2028\u2029]*$/)
const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)
const list =
  (most: number, check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check)
const object =
  (shape: Shape): Check =>
  (value) =>
    whyNot(shape, value) === undefined

const isWhen: Check = (value) =>
  object({ value: isText(19), zone: isText(100), precision: isText(6, /^(?:year|month|day|hour|minute|second)$/) })(
    value,
  ) && whyNotTold(value as OccurredAt) === undefined
const isBoolean: Check = (value) => typeof value === 'boolean'
const fieldId = /^[a-z][a-z0-9-]{0,39}$/
const answer: Check = (value) =>
  isText(100_000, /\S/)(value) ||
  isBoolean(value) ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (list(40, isText(40, fieldId))(value) && (value as string[]).length > 0) ||
  isWhen(value)

const attachment: Shape = {
  // oxlint-disable-next-line no-control-regex -- a name is one part of a path, without control characters
  name: isText(255, /^[^\u0000-\u001f\u007f/\\]+$/),
  type: isText(100, /^(?:[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*)?$/),
  size: whole(1, limits.attached),
  sha256: isText(64, /^[0-9a-f]{64}$/),
}

const body: Shape = {
  v: (value) => value === 1,
  id: isText(32, /^[0-9a-f]{32}$/),
  form: object({ key: isText(60, /^[a-z][a-z0-9-]{0,59}$/), version: whole(0, 1_000_000_000) }),
  language: isText(2, /^[a-z]{2}$/),
  narrative: isText(200_000, /\S/),
  immediateDanger: isBoolean,
  occurredAt: orNull(isWhen),
  place: orNull(line),
  reporter: orNull(object({ name: line, contact: orNull(line) })),
  answers: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= 40 &&
    Object.entries(value).every(([id, given]) => fieldId.test(id) && answer(given)),
  attachments: list(limits.attachments, object(attachment)),
  savedAt: (value) => isText(30, /Z$/)(value) && isInstant(value as string),
  zone: (value) => isText(100)(value) && isTellable(value as string),
}

/** Which member is missing, strange or wrong; members not in the shape are refused. */
function whyNot(shape: Shape, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is not an object'
  const strange = Object.keys(value).find((key) => !Object.hasOwn(shape, key))
  if (strange !== undefined) return `has a member “${strange}” that version 1 does not know`
  const wrong = Object.entries(shape).find(([key, check]) => !check((value as Record<string, unknown>)[key]))
  return wrong && `has no right “${wrong[0]}”`
}
