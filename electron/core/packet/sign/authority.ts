import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { bytesOf, engine, owned, sha256 } from './crypto.ts'
import type { Authority } from './signer.ts'

export interface AuthorityOptions {
  vaultName: string
  vaultId: string
  memberName: string
  /** ISO 8601 instant from which both certificates hold. */
  at: string
  /** Certificate serial numbers: 8 to 20 random bytes each (RFC 5280, section 4.1.2.2). */
  serials: { root: Uint8Array; leaf: Uint8Array }
}

/** A key of this runtime's WebCrypto. */
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
const rootYears = 40
const leafYears = 10

/**
 * Makes a vault's own authority: a self-signed root and a leaf under it for the member who signs packets, both P-256
 * with SHA-256 (RFC 5280). A root of its own lets a recipient trust one vault and nothing else.
 */
export async function createAuthority(options: AuthorityOptions): Promise<Authority> {
  const root = await pair()
  const leaf = await pair()
  const rootName = nameOf([
    ['2.5.4.5', options.vaultId],
    ['2.5.4.3', `Holdfast vault ${options.vaultName}`],
  ])
  const leafName = nameOf([
    ['2.5.4.10', options.vaultName],
    ['2.5.4.3', options.memberName],
  ])
  const rootId = await keyId(root.publicKey)
  const rootCert = await certificate({
    subject: rootName,
    issuer: rootName,
    serial: options.serials.root,
    from: options.at,
    years: rootYears,
    publicKey: root.publicKey,
    signedBy: root.privateKey,
    // keyCertSign and cRLSign; no authority below this one.
    extensions: [basicConstraints(true), keyUsage(0x06, 1), extension('2.5.29.14', false, octets(rootId))],
  })
  const leafCert = await certificate({
    subject: leafName,
    issuer: rootName,
    serial: options.serials.leaf,
    from: options.at,
    years: leafYears,
    publicKey: leaf.publicKey,
    signedBy: root.privateKey,
    extensions: [
      basicConstraints(false),
      // digitalSignature and nonRepudiation.
      keyUsage(0xc0, 6),
      // id-kp-documentSigning (RFC 9336).
      extension('2.5.29.37', false, sequence(new asn1js.ObjectIdentifier({ value: '1.3.6.1.5.5.7.3.36' }))),
      extension('2.5.29.14', false, octets(await keyId(leaf.publicKey))),
      extension('2.5.29.35', false, sequence(authorityKeyId(rootId))),
    ],
  })
  return {
    rootCert,
    leafCert,
    privateKeyPkcs8: await pkcs8(leaf.privateKey),
    rootPrivateKeyPkcs8: await pkcs8(root.privateKey),
    rootFingerprint: sha256(rootCert),
  }
}

const pair = () => crypto.subtle.generateKey(p256, true, ['sign', 'verify'])
const pkcs8 = async (key: Key): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.exportKey('pkcs8', key))

interface CertificateParts {
  subject: pkijs.RelativeDistinguishedNames
  issuer: pkijs.RelativeDistinguishedNames
  serial: Uint8Array
  from: string
  years: number
  publicKey: Key
  signedBy: Key
  extensions: pkijs.Extension[]
}

async function certificate(parts: CertificateParts): Promise<Uint8Array<ArrayBuffer>> {
  const cert = new pkijs.Certificate()
  cert.version = 2
  // A clear first bit keeps the INTEGER positive, a set second one keeps its length.
  const serial = Uint8Array.from(parts.serial, (byte, i) => (i === 0 ? (byte & 0x7f) | 0x40 : byte))
  cert.serialNumber = new asn1js.Integer({ valueHex: owned(serial) })
  cert.subject = parts.subject
  cert.issuer = parts.issuer
  const from = new Date(parts.from)
  const until = new Date(from)
  until.setUTCFullYear(until.getUTCFullYear() + parts.years)
  cert.notBefore = time(from)
  cert.notAfter = time(until)
  cert.extensions = parts.extensions
  await cert.subjectPublicKeyInfo.importKey(parts.publicKey, engine)
  await cert.sign(parts.signedBy, 'SHA-256', engine)
  return bytesOf(cert.toSchema(true))
}

// RFC 5280, section 4.1.2.5: UTCTime until 2049, GeneralizedTime from 2050; whole seconds.
const time = (at: Date): pkijs.Time =>
  new pkijs.Time({
    type: at.getUTCFullYear() < 2050 ? pkijs.TimeType.UTCTime : pkijs.TimeType.GeneralizedTime,
    value: new Date(Math.floor(at.getTime() / 1000) * 1000),
  })

/** A distinguished name, one attribute in each of its parts, so that `O=…, CN=…` reads as usual. */
function nameOf(parts: [oid: string, value: string][]): pkijs.RelativeDistinguishedNames {
  const sets = parts.map(([oid, value]) => {
    const type = new asn1js.ObjectIdentifier({ value: oid })
    return new asn1js.Set({ value: [sequence(type, new asn1js.Utf8String({ value: named(value) }))] })
  })
  return pkijs.RelativeDistinguishedNames.fromBER(sequence(...sets).toBER(false))
}

/** A name as a certificate may hold it: well formed, without controls, at most 64 characters (RFC 5280, ub-common-name). */
function named(text: string): string {
  const plain = text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
  const short = Array.from(plain).slice(0, 64).join('')
  return short === '' ? 'unnamed' : short
}

/** Key identifier: the leftmost 160 bits of SHA-256 of the public key (RFC 7093, section 2, method 1). */
async function keyId(key: Key): Promise<Uint8Array<ArrayBuffer>> {
  const raw = await crypto.subtle.exportKey('raw', key)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', raw)).slice(0, 20)
}

const octets = (bytes: Uint8Array<ArrayBuffer>): asn1js.OctetString => new asn1js.OctetString({ valueHex: bytes })
const sequence = (...value: asn1js.BaseBlock[]): asn1js.Sequence => new asn1js.Sequence({ value })
const authorityKeyId = (id: Uint8Array<ArrayBuffer>): asn1js.Primitive =>
  new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: id })

const extension = (extnID: string, critical: boolean, value: asn1js.BaseBlock): pkijs.Extension =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER(false) })

const basicConstraints = (ca: boolean): pkijs.Extension =>
  extension(
    '2.5.29.19',
    true,
    ca ? sequence(new asn1js.Boolean({ value: true }), new asn1js.Integer({ value: 0 })) : sequence(),
  )

const keyUsage = (bits: number, unusedBits: number): pkijs.Extension =>
  extension('2.5.29.15', true, new asn1js.BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits }))
