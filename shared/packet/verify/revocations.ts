import { hex, unbase64 } from '../../kernel/bytes.ts'
import { signatureHolds } from './algorithms.ts'
import { bitsOf, children, contentOf, der, need, oidOf, tags, Unreadable, wholeOf, type Der } from './der.ts'
import type { Subtle } from './subtle.ts'
import type { CertificateVerdict, Problem } from './verdict.ts'
import { equal, timeOf, type Certificate } from './x509.ts'

/** A list of revoked certificates (RFC 5280, section 5). Times in milliseconds since 1970. */
export interface RevocationList {
  tbs: Uint8Array<ArrayBuffer>
  issuer: Uint8Array<ArrayBuffer>
  at: number
  next: number | null
  number: number | null
  revoked: { serial: string; at: number }[]
  signatureAlgorithm: Der
  signature: Uint8Array<ArrayBuffer>
}

/** Reads a list, DER or PEM (RFC 7468); throws `Unreadable`. */
export function readRevocations(bytes: Uint8Array<ArrayBuffer>): RevocationList {
  const whole = need(der(fromPem(bytes)), tags.sequence, 'a list of revoked certificates')
  if (whole.end !== whole.bytes.length) throw new Unreadable('a list with bytes after its end')
  const [tbs, algorithm, signature] = children(whole)
  const signed = need(tbs, tags.sequence, 'a list of revoked certificates')
  const outer = need(algorithm, tags.sequence, 'a list’s algorithm')
  const parts = children(signed)
  // The version, which is 2 where it is said.
  if (parts[0]?.tag === tags.integer) parts.shift()
  const [inner, issuer, at, ...more] = parts
  if (!equal(wholeOf(need(inner, tags.sequence, 'a list’s algorithm')), wholeOf(outer)))
    throw new Unreadable('a list that names two algorithms')
  const isTime = (one: Der | undefined): boolean => one?.tag === 0x17 || one?.tag === 0x18
  const next = isTime(more[0]) ? more.shift() : undefined
  const entries = more[0]?.tag === tags.sequence ? children(more[0]) : []
  return {
    tbs: wholeOf(signed),
    issuer: wholeOf(need(issuer, tags.sequence, 'a list’s issuer')),
    at: timeOf(at),
    next: next ? timeOf(next) : null,
    number: numberIn(more.find(({ tag }) => tag === 0xa0)),
    revoked: entries.map((one) => {
      const [serial, since] = children(need(one, tags.sequence, 'a line of the list'))
      return { serial: hex(contentOf(need(serial, tags.integer, 'a serial number'))), at: timeOf(since) }
    }),
    signatureAlgorithm: outer,
    signature: bitsOf(signature),
  }
}

/** The list's number; a critical extension that is not known here forbids using the list (section 5.2). */
function numberIn(wrapper: Der | undefined): number | null {
  const list = wrapper && children(wrapper)[0]
  let number: number | null = null
  for (const extension of list ? children(list) : []) {
    const parts = children(extension)
    if (parts.length === 3) throw new Unreadable('a list with a critical extension')
    if (oidOf(parts[0]) !== '2.5.29.20') continue
    const value = need(parts.at(-1), tags.octetString, 'an extension')
    const digits = hex(contentOf(need(der(value.bytes, value.content, value.contentEnd), tags.integer, 'a number')))
    number = Number.parseInt(digits, 16)
  }
  return number
}

function fromPem(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes[0] === 0x30) return bytes
  const text = new TextDecoder('latin1').decode(bytes)
  // Of two lists the one that comes first may be the older.
  if (text.split('-----BEGIN X509 CRL-----').length > 2) throw new Unreadable('more than one list')
  const body = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/.exec(text)?.[1]
  const read = body === undefined ? undefined : unbase64(body.replaceAll(/\s/g, ''))
  if (!read) throw new Unreadable('a list of revoked certificates')
  return new Uint8Array(read)
}

const instant = (ms: number): string => new Date(ms).toISOString()

/** What a packet's own time says beside that of a revocation, which a list holds in whole seconds (RFC 5280, section 5.1.2.6). */
function orderOf(prepared: number | undefined, revoked: number): string {
  if (prepared === undefined) return ''
  if (prepared >= revoked + 1000) return ' The packet says that it was prepared after that.'
  if (prepared >= revoked)
    return ' The packet says that it was prepared in that same second; which came first is not shown.'
  return ' The packet says that it was prepared before that, which is its signer’s word alone: a date by somebody else, like the vault’s entry of the packet, can show it.'
}

/**
 * What a list of revoked certificates says of the signer's. The packet's own time is the signer's word, so a revoked
 * certificate vouches for nothing by it, however early that time is. `now`: milliseconds since 1970.
 */
export async function judgeRevocation(
  subtle: Subtle,
  bytes: Uint8Array<ArrayBuffer>,
  signer: Certificate,
  root: Certificate | undefined,
  preparedAt: string | undefined,
  now: number,
): Promise<{ verdict: CertificateVerdict['revocation']; problems: Problem[] }> {
  const refuse = (code: Problem['code'], message: string) => ({ verdict: null, problems: [{ code, message }] })
  let list: RevocationList
  try {
    list = readRevocations(bytes)
  } catch {
    return refuse(
      'CRL_UNREADABLE',
      'The list of revoked certificates cannot be read: it is not one CRL, in PEM or DER.',
    )
  }
  if (!root || !equal(list.issuer, root.subject) || !(await isSignedBy(subtle, list, root)))
    return refuse(
      'CRL_OF_ANOTHER',
      'The list of revoked certificates is not signed by the root that the packet leads to.',
    )
  const line = list.revoked.find(({ serial }) => serial === hex(signer.serial))
  const verdict = {
    number: list.number,
    at: instant(list.at),
    next: list.next === null ? null : instant(list.next),
    revokedAt: line ? instant(line.at) : null,
  }
  const prepared = preparedAt === undefined ? undefined : Date.parse(preparedAt)
  if (line) {
    return {
      verdict,
      problems: [
        {
          code: 'CERTIFICATE_REVOKED',
          message: `The signer’s certificate was revoked at ${instant(line.at)}.${orderOf(prepared, line.at)}`,
        },
      ],
    }
  }
  const outdated = whyOutdated(list, prepared, now)
  return { verdict, problems: outdated === undefined ? [] : [{ code: 'CRL_OUTDATED', message: outdated }] }
}

/** Clocks of two computers may be this far apart, in milliseconds. */
const apart = 86_400_000

/** Why a list says nothing of who does not stand in it, in words; undefined where it does. */
function whyOutdated({ at, next }: RevocationList, prepared: number | undefined, now: number): string | undefined {
  const list = `The list of revoked certificates is of ${instant(at)}`
  const ask = 'who was revoked since does not stand in it. Ask for the newest.'
  // RFC 5280, section 5.1.2.5: every list says it.
  if (next === null) return `${list} and does not say when the next is due: ${ask}`
  if (at > now + apart)
    return `${list}, which by the clock here is still to come. Check the clock, and ask for the newest.`
  // By the clock here too: a packet's own time is its signer's word, also of one who was revoked after an old list.
  if (now > next || (prepared ?? 0) > next) return `${list}, and another was due at ${instant(next)}: ${ask}`
  return undefined
}

async function isSignedBy(subtle: Subtle, list: RevocationList, { publicKey }: Certificate): Promise<boolean> {
  try {
    return await signatureHolds(subtle, publicKey, list.signatureAlgorithm, list.signature, list.tbs)
  } catch {
    return false
  }
}
