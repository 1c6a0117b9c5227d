import { lineAt, type Source } from './lines.ts'

/** A header field as it stands: its name in small letters, its value's bytes without the line ends of its folds. */
export interface Field {
  name: string
  value: Buffer
}

export interface Header {
  fields: Field[]
  /** Where the body begins. */
  body: number
  problems: string[]
}

const mostFields = 10_000

/** Names of fields that a mail has of its own (RFC 5322, 3.6; RFC 2045; what carries mail adds). */
const ofMail =
  /^(?:from|sender|reply-to|to|cc|bcc|date|subject|message-id|in-reply-to|references|received|recieved|return-path|mime-version|content-(?:type|transfer-encoding|disposition|id|description|class|language)|delivered-to|envelope-to|delivery-date|resent-(?:from|to|date|sender|message-id)|thread-(?:topic|index)|x-(?:mailer|originating-ip|mozilla-status2?|uidl|gm-.*|ms-.*|spam-.*|priority|original-to|received)|list-(?:id|unsubscribe|post)|dkim-signature|authentication-results|arc-.*|importance|priority|keywords|comments|status|x-status|content-length|user-agent)$/

/** Reads header fields from `at`; `top` is the header of a message, in which a stray line does not end it. */
export function readHeader(source: Source, at: number, end: number, top = false): Header {
  const { bytes } = source
  const fields: { name: string; pieces: Buffer[] }[] = []
  const problems: string[] = []
  let stray = 0
  let pos = at
  while (pos < end) {
    const { stop, next } = lineAt(source, pos, end)
    if (stop === pos) {
      pos = next
      break
    }
    const first = bytes[pos]
    if ((first === 0x20 || first === 0x09) && fields.length > 0) {
      // A line of white space alone is a fold that some programs left; what follows decides.
      fields.at(-1)?.pieces.push(bytes.subarray(pos, stop))
    } else {
      const found = fieldAt(bytes, pos, stop)
      if (found && fields.length < mostFields) fields.push({ name: found.name, pieces: [found.value] })
      else if (!top || !fieldFollows(source, next, end)) {
        if (fields.length > 0) problems.push('No empty line stands between its header and its body.')
        break
      } else if (stray++ < 3)
        problems.push(`A line of its header is no field and was passed over: “${shown(bytes.subarray(pos, stop))}”.`)
    }
    pos = next
  }
  return { fields: fields.map(({ name, pieces }) => ({ name, value: Buffer.concat(pieces) })), body: pos, problems }
}

const colon = 0x3a

/** A field's name and value in one line; undefined where the line is no field. */
function fieldAt(bytes: Buffer, from: number, stop: number): { name: string; value: Buffer } | undefined {
  const at = bytes.subarray(from, Math.min(stop, from + 200)).indexOf(colon)
  if (at <= 0) return undefined
  const name = bytes.toString('latin1', from, from + at).trimEnd()
  if (!/^[!-9;-~]+$/.test(name)) return undefined
  return { name: name.toLowerCase(), value: bytes.subarray(from + at + 1, stop) }
}

/** The name of the field that a line holds, where it is one that mails have of their own. */
export function mailFieldAt(source: Source, at: number, end: number): { name: string; value: string } | undefined {
  const { stop } = lineAt(source, at, end)
  const found = fieldAt(source.bytes, at, stop)
  if (!found || !ofMail.test(found.name)) return undefined
  return { name: found.name, value: found.value.toString('latin1', 0, 500) }
}

/** Whether, before the next empty line, a field comes that mails have. */
function fieldFollows(source: Source, at: number, end: number): boolean {
  for (let pos = at, seen = 0; pos < end && seen < 50; seen++) {
    const { stop, next } = lineAt(source, pos, end)
    if (stop === pos) return false
    if (mailFieldAt(source, pos, end)) return true
    pos = next
  }
  return false
}

export const shown = (bytes: Buffer): string => {
  const text = bytes.toString('utf8').toWellFormed().trim()
  return text.length > 80 ? `${text.slice(0, 80).toWellFormed()}…` : text
}

/** The first value of a field; undefined where it is not there. */
export const firstOf = ({ fields }: Header, name: string): Buffer | undefined =>
  fields.find((field) => field.name === name)?.value

export const allOf = ({ fields }: Header, name: string): Buffer[] =>
  fields.filter((field) => field.name === name).map(({ value }) => value)
