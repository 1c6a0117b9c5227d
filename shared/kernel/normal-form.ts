import { platesIn } from './plates.ts'

// What people write down in many ways (names, telephones, plates, handles) in the one form in which it is compared.

/** Letters that Unicode does not take apart into a base and an accent. */
const letters: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i' }

/** A text without case and accents; everything else stands where it stood. */
export const plainLetters = (text: string): string =>
  isAscii(text)
    ? text.toLowerCase()
    : withoutAccents(text)
        .toLowerCase()
        .replace(/[øłđðßæœþı]/g, (letter) => letters[letter] ?? letter)

/** Words without case, accents and punctuation, one space between them. */
export const plainWords = (text: string): string =>
  plainLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const isAscii = (text: string): boolean => /^[\n -~]*$/.test(text)
const withoutAccents = (text: string): string => text.normalize('NFKD').replace(/\p{M}+/gu, '')

/** A plate, handle, badge or document number: its letters and digits alone (KVR-4471, kvr 4471 and @KVR_4471 are one). */
export const tokenForm = (text: string): string => plainWords(text).replaceAll(' ', '')

/** An e-mail address as it is compared; undefined for what is none. */
export function emailForm(text: string): string | undefined {
  const address = text.trim().toLowerCase()
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? address : undefined
}

/** So many last digits two telephone numbers must share to be taken for one. */
export const leastPhoneDigits = 7

/**
 * A telephone number as it is compared: its digits from the last to the first, without trunk zeros. A number with its
 * country's code then begins as the one without does. undefined for what cannot be a telephone number.
 */
export function phoneForm(text: string): string | undefined {
  if (!/^[\s+()\d./-]+$/.test(text)) return undefined
  const digits = text.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < leastPhoneDigits || digits.length > 15 ? undefined : Array.from(digits).reverse().join('')
}

export type SoughtKind = 'phone' | 'e-mail' | 'token'
export interface Sought {
  kind: SoughtKind
  form: string
}

const most = 40
/** An address is at most 254 characters (RFC 5321, section 4.5.3.1.3); a longer run of them is something else. */
const longest = 254
const notInAddress = /[\s<>()[\]"',;:]+/
const handle = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_][\p{L}\p{N}_.-]{1,39}/u
const times = /\b(?:\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d(?::\d\d)?)/g
const phone = /(?<![A-Za-z0-9]|[A-Za-z]-)\+?\(?\d(?:[ \u00a0()./-]{0,2}\d){6,16}(?![A-Za-z0-9])/g
/** What is called a badge, an account or a device by the words before it. */
const called =
  /(?<![\p{L}\p{N}])(?:badge|card|id|passport|serial|imei|vin|iban|account|acct|user(?:name)?|handle|nick(?:name)?|login|reader|camera|device|locker|permit|visa|employee|ref(?:erence)?|tarjeta|pasaporte|cuenta|usuario|carte|passeport|compte|utilisateur|بطاقة|جواز|حساب)(?: (?:number|no|nr|id|code|num[ée]ro|número|رقم))?\.?(?: (?:is|was|reads?|called))?[:#]?\s{1,3}["“'(]?([A-Za-z0-9][A-Za-z0-9._-]{2,31})/giu
/** Capitals and digits in one piece, as serial numbers are written. */
const code =
  /(?<![\p{L}\p{N}.-])(?=(?:[A-Z-]*\d){3})(?=(?:[\d-]*[A-Z]){2})[A-Z0-9]+(?:-[A-Z0-9]+){0,4}(?![\p{L}\p{N}])/gu
const amount = /^(?:\d+[A-Z]{1,4}|[A-Z]{3}\d+)$/

/**
 * What in a text may identify somebody or something: telephones, e-mail addresses, handles, number plates, and what is called
 * a badge, an account or a serial number. A count (“3 UN”), an ordinal, a measure or a sum is none of them.
 */
export function identifiersIn(text: string): Sought[] {
  const found = new Map<string, Sought>()
  const add = (kind: SoughtKind, form: string | undefined): void => {
    if (form !== undefined && form !== '' && found.size < most) found.set(`${kind} ${form}`, { kind, form })
  }
  let rest = text
  if (rest.includes('@')) {
    for (const part of rest.split(notInAddress)) {
      if (!part.includes('@') || part.length > longest) continue
      const address = emailForm(part.replace(/[.!?]+$/, ''))
      if (address !== undefined) add('e-mail', address)
      else add('token', tokenForm(handle.exec(part)?.[0] ?? ''))
    }
    const words = rest.split(/(\s+)/)
    rest = words.map((one) => (one.includes('@') ? '\n' : one)).join('')
  }
  if (!/\d/.test(rest)) return [...found.values()]
  rest = rest.replace(times, ' \n ').replace(phone, (match) => {
    add('phone', phoneForm(match))
    return ' \n '
  })
  for (const plate of platesIn(rest)) add('token', tokenForm(plate))
  for (const [, named = ''] of rest.matchAll(called)) {
    const form = tokenForm(named)
    const digits = form.match(/\d/g)?.length ?? 0
    // Three people with an id are none; nor is the 24th.
    if (/^\d+$/.test(form) ? digits >= 4 : digits >= 1 && form.length >= 4 && !/^\d+(?:st|nd|rd|th)$/.test(form))
      add('token', form)
  }
  for (const [match] of rest.matchAll(code)) {
    const form = match.replaceAll('-', '')
    if (form.length >= 7 && form.length <= 32 && !amount.test(form)) add('token', form.toLowerCase())
  }
  return [...found.values()]
}
