import { bitsOf, children, contentOf, der, need, oidOf, tags, Unreadable, wholeOf, type Der } from './der.ts'

/** What the verifier reads of a certificate (RFC 5280, section 4.1). */
export interface Certificate {
  bytes: Uint8Array<ArrayBuffer>
  /** The part that the issuer signed. */
  tbs: Uint8Array<ArrayBuffer>
  serial: Uint8Array<ArrayBuffer>
  issuer: Uint8Array<ArrayBuffer>
  subject: Uint8Array<ArrayBuffer>
  /** The subject in words, like `O=Northgate, title=counsel, CN=R. Okafor`. */
  subjectText: string
  /** The subject's parts in their order, by what they are called there: a value may look like several in words. */
  subjectParts: [kind: string, value: string][]
  /** Milliseconds since 1970. */
  notBefore: number
  notAfter: number
  publicKey: Der
  signatureAlgorithm: Der
  signature: Uint8Array<ArrayBuffer>
  mayIssue: boolean
  maySign: boolean
  /** Made for timestamping and nothing else: one extended key usage, critical (RFC 3161, section 2.3). */
  stampsOnly: boolean
}

/** Reads one certificate; throws `Unreadable`. */
export function readCertificate(value: Der): Certificate {
  const [tbs, algorithm, signature] = children(need(value, tags.sequence, 'a certificate'))
  const signed = need(tbs, tags.sequence, "a certificate's signed part")
  const parts = children(signed)
  if (parts[0]?.tag === 0xa0) parts.shift()
  const [serial, inner, issuer, validity, subject, publicKey, ...more] = parts
  const outer = need(algorithm, tags.sequence, "a certificate's algorithm")
  if (!equal(wholeOf(need(inner, tags.sequence, "a certificate's algorithm")), wholeOf(outer)))
    throw new Unreadable('a certificate that names two algorithms')
  const [notBefore, notAfter] = children(need(validity, tags.sequence, "a certificate's validity"))
  const subjectName = need(subject, tags.sequence, "a certificate's subject")
  const extensions = extensionsOf(more.find(({ tag }) => tag === 0xa3))
  const usage = extensions.get('2.5.29.15')
  const usageBits = usage ? (contentOf(need(usage, tags.bitString, 'a key usage'))[1] ?? 0) : 0xff
  return {
    bytes: wholeOf(value),
    tbs: wholeOf(signed),
    serial: contentOf(need(serial, tags.integer, "a certificate's serial number")),
    issuer: wholeOf(need(issuer, tags.sequence, "a certificate's issuer")),
    subject: wholeOf(subjectName),
    subjectText: nameText(subjectName),
    subjectParts: nameParts(subjectName),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    publicKey: need(publicKey, tags.sequence, "a certificate's key"),
    signatureAlgorithm: outer,
    signature: bitsOf(signature),
    mayIssue: isAuthority(extensions.get('2.5.29.19')) && (usageBits & 0x04) !== 0,
    maySign: (usageBits & 0xc0) !== 0,
    stampsOnly: (usageBits & 0xc0) !== 0 && isForStamps(extensions.get('2.5.29.37')),
  }
}

export const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((x, i) => x === b[i])

function extensionsOf(wrapper: Der | undefined): Map<string, Der> {
  const out = new Map<string, Der>()
  const list = wrapper && children(wrapper)[0]
  for (const extension of list ? children(list) : []) {
    const parts = children(extension)
    const id = oidOf(parts[0])
    const value = need(parts.at(-1), tags.octetString, 'an extension')
    const isCritical = parts.length === 3 && contentOf(need(parts[1], tags.boolean, 'an extension'))[0] === 0xff
    if (id === '2.5.29.15' || id === '2.5.29.19' || (id === '2.5.29.37' && isCritical))
      out.set(id, der(value.bytes, value.content, value.contentEnd))
  }
  return out
}

function isForStamps(uses: Der | undefined): boolean {
  const [use, ...more] = uses ? children(uses) : []
  return use !== undefined && more.length === 0 && oidOf(use) === '1.3.6.1.5.5.7.3.8'
}

function isAuthority(constraints: Der | undefined): boolean {
  const first = constraints && children(constraints)[0]
  return first?.tag === tags.boolean && contentOf(first)[0] === 0xff
}

/** UTCTime or GeneralizedTime in the only forms that RFC 5280, section 4.1.2.5, allows. */
export function timeOf(value: Der | undefined): number {
  const text = value ? new TextDecoder('latin1').decode(contentOf(value)) : ''
  const parts = /^(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!parts || (value?.tag === 0x17) !== (parts[1] === undefined)) throw new Unreadable("a certificate's time")
  const [, century, year = '', ...rest] = parts
  const full = Number(`${century ?? (Number(year) < 50 ? '20' : '19')}${year}`)
  const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = rest.map(Number)
  return Date.UTC(full, month - 1, day, hour, minute, second)
}

const nameKinds: Record<string, string> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
}

/** A name in words. For showing only: names are compared by their bytes. */
const nameText = (name: Der): string =>
  nameParts(name)
    .map(([kind, value]) => `${kind}=${value}`)
    .join(', ')

function nameParts(name: Der): [kind: string, value: string][] {
  const parts = children(name).flatMap((set) => children(need(set, tags.set, 'a part of a name')))
  return parts.map((part) => {
    const [type, value] = children(need(part, tags.sequence, 'a part of a name'))
    const id = oidOf(type)
    const label = value?.tag === 0x1e ? 'utf-16be' : value?.tag === 0x14 ? 'latin1' : 'utf-8'
    const text = value ? new TextDecoder(label).decode(contentOf(value)) : ''
    // A control or a direction override in a name could dress one signer up as another.
    return [nameKinds[id] ?? id, text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd')]
  })
}
