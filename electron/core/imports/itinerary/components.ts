import { undo } from '../mail/transfer.ts'
import { decodeLetters } from '../reading/letters.ts'

/** A property of a component (RFC 5545, section 3.1). */
export interface Property {
  name: string
  parameters: ReadonlyMap<string, string>
  value: string
}

/** A component with its properties and what is in it. */
export interface Component {
  name: string
  properties: Property[]
  inside: Component[]
}

export interface Components {
  roots: Component[]
  problems: string[]
}

const deepest = 10
const mostLines = 1_000_000

/**
 * Reads the components of a calendar file. Lines are put together before their letters are decoded: makers cut a line in
 * the middle of a letter (section 3.1). What is malformed is passed over and named.
 */
export function readComponents(source: string | Uint8Array): Components {
  const problems = new Set<string>()
  const text = typeof source === 'string' ? source : decoded(source, problems)
  const roots: Component[] = []
  const stack: Component[] = []
  let count = 0
  for (const line of linesOf(text)) {
    if (++count > mostLines) {
      problems.add('It has more than 1,000,000 lines; the rest is passed over.')
      break
    }
    const property = propertyOf(line)
    if (!property) {
      if (line.replaceAll('\0', '').trim() !== '')
        problems.add('Some of its lines are not calendar lines and were passed over.')
      continue
    }
    const { name, value } = property
    if (name === 'BEGIN') {
      if (stack.length >= deepest) {
        problems.add('Its parts lie too deep; what is inside was passed over.')
        break
      }
      const component: Component = { name: value.trim().toUpperCase(), properties: [], inside: [] }
      ;(stack.at(-1)?.inside ?? roots).push(component)
      stack.push(component)
    } else if (name === 'END') {
      const of = value.trim().toUpperCase()
      const at = stack.findLastIndex((one) => one.name === of)
      // The end of what was never begun ends nothing.
      if (at >= 0) stack.length = at
    } else stack.at(-1)?.properties.push(plain(property, problems))
  }
  if (stack.some(({ name }) => name === 'VEVENT')) problems.add('It ends in the middle of an event.')
  return { roots, problems: [...problems] }
}

/** The lines, those put together that are folded (section 3.1) or, in version 1.0, end with a soft break. */
function linesOf(text: string): string[] {
  const lines: string[] = []
  let soft: string[] = []
  for (const line of text.replaceAll(/(?:\r\n|\n|\r)[ \t]/g, '').split(/\r\n|\n|\r/)) {
    if (line.endsWith('=') && (soft.length > 0 || quoted.test(line))) soft.push(line.slice(0, -1))
    else {
      lines.push(soft.length > 0 ? soft.join('') + line : line)
      soft = []
    }
  }
  if (soft.length > 0) lines.push(soft.join(''))
  return lines
}

const quoted = /^[A-Za-z0-9-]{1,60}(?:;[^:]{0,200})?;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i

/** A property without the quoted-printable that version 1.0 (vCalendar) writes. */
function plain(property: Property, problems: Set<string>): Property {
  const { parameters, value } = property
  if (!/^quoted-printable$/i.test(parameters.get('ENCODING') ?? '') && !parameters.has('QUOTED-PRINTABLE'))
    return property
  const { bytes } = undo(Buffer.from(value), 'quoted-printable')
  const { text, doubt } = decodeLetters(bytes, { charset: parameters.get('CHARSET'), utf8: true })
  if (doubt !== undefined) problems.add(`Its text ${doubt}.`)
  return { ...property, value: text.replaceAll('\r\n', '\n') }
}

function decoded(bytes: Uint8Array, problems: Set<string>): string {
  const charset = /;CHARSET="?([A-Za-z0-9._-]{2,40})/i.exec(
    Buffer.from(bytes.subarray(0, 4096)).toString('latin1'),
  )?.[1]
  const head = decodeLetters(bytes.subarray(0, 512), { utf8: true })
  // UTF-16 has line ends of two bytes each, and nobody cuts its letters.
  const wide = /^utf-(?:16|32)/.test(head.encoding)
  const { text, doubt } = decodeLetters(wide ? bytes : unfolded(bytes), {
    charset: wide ? undefined : charset,
    utf8: true,
  })
  if (doubt !== undefined) problems.add(`Its text ${doubt}.`)
  return text
}

/** Bytes without the line ends that are followed by a space or a tab, and without these. */
function unfolded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length)
  let size = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const length = byte === 0x0d ? (bytes[at + 1] === 0x0a ? 2 : 1) : byte === 0x0a ? 1 : 0
    const next = bytes[at + length]
    if (length > 0 && (next === 0x20 || next === 0x09)) at += length
    else out[size++] = byte
  }
  return out.subarray(0, size)
}

function propertyOf(text: string): Property | undefined {
  const name = /^[A-Za-z0-9-]{1,60}/.exec(text)?.[0]
  if (name === undefined) return undefined
  const parameters = new Map<string, string>()
  let at = name.length
  // In version 1.0 a parameter may be a value alone. Some makers escape in parameters as in texts.
  const part =
    /;[ ]*([A-Za-z0-9-]{1,60})(?:=("[^"]*"|(?:\\[,;:\\]|[^";:,])*)(?:,(?:"[^"]*"|(?:\\[,;:\\]|[^";:,])*))*)?/y
  while (text[at] === ';') {
    part.lastIndex = at
    const found = part.exec(text)
    if (!found) return undefined
    const [whole, key = '', given = ''] = found
    parameters.set(key.toUpperCase(), given.replace(/^"|"$/g, '').replaceAll(/\\([,;:])/g, '$1'))
    at += whole.length
  }
  if (text[at] !== ':') return undefined
  const value = text.slice(at + 1)
  // Exchange names its zones by addresses (`tzone://Microsoft/Utc`), and does not always quote them.
  const rest = parameters.get('TZID') === 'tzone' ? /^(\/\/[^:;"]{1,100}):/.exec(value)?.[1] : undefined
  if (rest === undefined) return { name: name.toUpperCase(), parameters, value }
  parameters.set('TZID', `tzone:${rest}`)
  return { name: name.toUpperCase(), parameters, value: value.slice(rest.length + 1) }
}

/** All properties of a name. */
export const allOf = ({ properties }: Component, name: string): Property[] =>
  properties.filter((one) => one.name === name)

/** The first property of a name that says anything. */
export const oneOf = (component: Component, name: string): Property | undefined =>
  component.properties.find((one) => one.name === name && one.value.trim() !== '')

/** A property's text without its escapes (section 3.3.11); undefined where there is none. */
export function textOf(component: Component, name: string): string | undefined {
  const value = oneOf(component, name)?.value
  return value === undefined ? undefined : unescape(value).trim() || undefined
}

/** A text without its escapes (section 3.3.11). */
export const unescape = (value: string): string =>
  value.replaceAll(/\\([nN;,\\:"])/g, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char))
