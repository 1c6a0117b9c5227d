import type { Subtle } from './subtle.ts'
import { checkSignature } from './signature.ts'
import { digestName } from './algorithms.ts'
import { children, contentOf, der, need, oidOf, tags, Unreadable, wholeOf } from './der.ts'
import type { Certificate } from './x509.ts'
import { hex } from '../../kernel/bytes.ts'

/** What an authority's token says (RFC 3161, section 2.4.2), once its signature was found to hold. */
export interface Token {
  /** DER of the token, without the response around it. */
  bytes: Uint8Array<ArrayBuffer>
  /** WebCrypto's name. */
  digest: string
  imprint: Uint8Array<ArrayBuffer>
  /** Hexadecimal; undefined when there is none. */
  nonce: string | undefined
  /** ISO 8601 in UTC. */
  genTime: string
  signer: Certificate
  carried: Certificate[]
}

const tstInfo = '1.2.840.113549.1.9.16.1.4'

/** Thrown for an answer by which the authority gives no timestamp. */
export class Refused extends Error {}

/**
 * Reads a TimeStampResp or a bare token and checks what is within: status, CMS signature, the certificate that the
 * signed attributes name (RFC 5816), its sole use for timestamping (RFC 3161, section 2.3), its validity at that time.
 * Throws `Refused`, or `Unreadable` with what is wrong. Whether the certificate is to be trusted is not decided here.
 */
export async function readToken(subtle: Subtle, file: Uint8Array<ArrayBuffer>): Promise<Token> {
  const bytes = tokenIn(file)
  const { cms, pinned, problems } = await checkSignature(subtle, bytes, undefined, tstInfo)
  const [problem] = problems
  if (!cms?.content || problem) throw new Unreadable(problem?.message ?? 'a token without content')
  if (!pinned) throw new Unreadable('a token that does not name the certificate that it was signed with')
  const info = infoOf(cms.content)
  const at = Date.parse(info.genTime)
  const { signer, certificates } = cms
  if (!signer.stampsOnly) throw new Unreadable('a certificate that is not made for timestamping and nothing else')
  if (at < signer.notBefore || at > signer.notAfter)
    throw new Unreadable('a certificate that was not valid at the time of the timestamp')
  return { bytes, ...info, signer, carried: certificates }
}

function tokenIn(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const whole = need(der(file), tags.sequence, 'the answer')
  if (whole.end !== file.length) throw new Unreadable('an answer with bytes after its end')
  const [first, token] = children(whole)
  if (first?.tag === tags.oid) return file
  const [status] = children(need(first, tags.sequence, 'the status'))
  const [granted] = contentOf(need(status, tags.integer, 'the status'))
  // Granted, or granted with modifications.
  if (granted !== 0 && granted !== 1) throw new Refused()
  return wholeOf(need(token, tags.sequence, 'the token'))
}

function infoOf(bytes: Uint8Array<ArrayBuffer>): Pick<Token, 'digest' | 'imprint' | 'nonce' | 'genTime'> {
  const whole = need(der(bytes), tags.sequence, 'what was stamped')
  if (whole.end !== bytes.length) throw new Unreadable('a token with bytes after its content')
  const [version, policy, imprint, serial, time, ...rest] = children(whole)
  if (contentOf(need(version, tags.integer, 'a version'))[0] !== 1) throw new Unreadable('another version')
  oidOf(policy)
  need(serial, tags.integer, 'a serial number')
  const [algorithm, hash] = children(need(imprint, tags.sequence, 'what was stamped'))
  const nonce = rest.find(({ tag }) => tag === tags.integer)
  return {
    digest: digestName(algorithm),
    imprint: contentOf(need(hash, tags.octetString, 'what was stamped')),
    nonce: nonce && hex(contentOf(nonce)),
    genTime: instantOf(contentOf(need(time, 0x18, 'the time'))),
  }
}

/** GeneralizedTime as RFC 3161, section 2.4.2, wants it: `20261124160203[.5]Z`. */
function instantOf(bytes: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(bytes)
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(text)
  if (!parts) throw new Unreadable('a time that is not one')
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', part = ''] = parts
  const instant = `${year}-${month}-${day}T${hour}:${minute}:${second}.${part.padEnd(3, '0').slice(0, 3)}Z`
  if (Number.isNaN(Date.parse(instant))) throw new Unreadable('a time that is not one')
  return instant
}
