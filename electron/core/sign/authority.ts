import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { certificateName, ledgerMark } from '../../../shared/packet/certificate.ts'
import { bytesOf, engine, owned, sha256 } from './crypto.ts'
import type { Root } from './signer.ts'

/** A key of this runtime's WebCrypto. */
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
const rootYears = 40
const leafYears = 10

/**
 * Makes a vault's own root: self-signed, P-256 with SHA-256 (RFC 5280), for 40 years from `at` (an instant). A root of its own
 * lets a recipient trust one vault and nothing else. `serial`: 8 to 20 random bytes (section 4.1.2.2).
 */
export async function newRoot(vault: { id: string; name: string }, at: string, serial: Uint8Array): Promise<Root> {
  const { publicKey, privateKey } = await pair()
  const name = nameOf([
    ['2.5.4.5', vault.id],
    ['2.5.4.11', ledgerMark],
    ['2.5.4.3', `Holdfast vault ${vault.name}`],
  ])
  const rootCert = await certificate({
    subject: name,
    issuer: name,
    serial,
    from: at,
    years: rootYears,
    publicKey,
    signedBy: privateKey,
    // keyCertSign and cRLSign; no authority below this one.
    extensions: [
      basicConstraints(true),
      keyUsage(0x06, 1),
      extension('2.5.29.14', false, octets(await keyId(publicKey))),
    ],
  })
  return { rootCert, rootPrivateKeyPkcs8: await pkcs8(privateKey), rootFingerprint: sha256(rootCert) }
}

/** A key pair for a leaf: `publicKey` as SubjectPublicKeyInfo, `privateKey` as PKCS #8. */
export async function newLeafKey(): Promise<{ publicKey: Bytes; privateKey: Bytes }> {
  const { publicKey, privateKey } = await pair()
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)),
    privateKey: await pkcs8(privateKey),
  }
}
type Bytes = Uint8Array<ArrayBuffer>

export interface LeafOptions {
  vaultName: string
  memberName: string
  /** Each stands in the subject as a title (2.5.4.12): nobody but the root says what somebody's part was. */
  roles: readonly string[]
  /** SubjectPublicKeyInfo of the member's key. */
  publicKey: Bytes
  at: string
  serial: Uint8Array
}

/** Issues a leaf under the root for a member's key, for ten years from `at`: to sign documents (RFC 9336) and nothing else. */
export async function issueLeaf(
  root: Pick<Root, 'rootCert' | 'rootPrivateKeyPkcs8'>,
  leaf: LeafOptions,
): Promise<Bytes> {
  const issuer = pkijs.Certificate.fromBER(root.rootCert)
  const rootKey = await issuer.getPublicKey(undefined, engine)
  const publicKey = await crypto.subtle.importKey('spki', leaf.publicKey, p256, true, ['verify'])
  return certificate({
    subject: nameOf([
      ['2.5.4.10', leaf.vaultName],
      ...leaf.roles.map((role): [string, string] => ['2.5.4.12', role]),
      ['2.5.4.3', leaf.memberName],
    ]),
    issuer: issuer.subject,
    serial: leaf.serial,
    from: leaf.at,
    years: leafYears,
    publicKey,
    signedBy: await signingKey(root.rootPrivateKeyPkcs8),
    extensions: [
      basicConstraints(false),
      // digitalSignature and nonRepudiation.
      keyUsage(0xc0, 6),
      // id-kp-documentSigning (RFC 9336).
      extension('2.5.29.37', false, sequence(new asn1js.ObjectIdentifier({ value: '1.3.6.1.5.5.7.3.36' }))),
      extension('2.5.29.14', false, octets(await keyId(publicKey))),
      extension('2.5.29.35', false, sequence(authorityKeyId(await keyId(rootKey)))),
    ],
  })
}

/** A member's request for a certificate (PKCS #10, RFC 2986), signed with the key itself: whoever asks has it. */
export async function newRequest(memberName: string, publicKey: Bytes, privateKey: Bytes): Promise<Bytes> {
  const request = new pkijs.CertificationRequest()
  request.version = 0
  request.subject = nameOf([['2.5.4.3', memberName]])
  await request.subjectPublicKeyInfo.importKey(
    await crypto.subtle.importKey('spki', publicKey, p256, true, ['verify']),
    engine,
  )
  await request.sign(await signingKey(privateKey), 'SHA-256', engine)
  return bytesOf(request.toSchema(true))
}

/** Whether a request is signed with this very key (SubjectPublicKeyInfo). */
export async function isRequestOf(request: Bytes, publicKey: Bytes): Promise<boolean> {
  try {
    const read = pkijs.CertificationRequest.fromBER(request)
    const named = bytesOf(read.subjectPublicKeyInfo.toSchema())
    return Buffer.compare(named, publicKey) === 0 && (await read.verify(engine))
  } catch {
    return false
  }
}

export interface Revoked {
  /** Hexadecimal. */
  serial: string
  /** Instant. */
  at: string
}

/**
 * Signs the root's list of revoked certificates (RFC 5280, section 5): version 2, with its number and the root's key
 * identifier. The next one is due a year after `at`.
 */
export async function signRevocations(
  root: Pick<Root, 'rootCert' | 'rootPrivateKeyPkcs8'>,
  { number, at, next, revoked }: { number: number; at: string; next: string; revoked: readonly Revoked[] },
): Promise<Bytes> {
  const issuer = pkijs.Certificate.fromBER(root.rootCert)
  const rootKey = await issuer.getPublicKey(undefined, engine)
  const list = new pkijs.CertificateRevocationList()
  list.version = 1
  list.issuer = issuer.subject
  list.thisUpdate = time(new Date(at))
  list.nextUpdate = time(new Date(next))
  if (revoked.length > 0)
    list.revokedCertificates = revoked.map(
      ({ serial, at: since }) =>
        new pkijs.RevokedCertificate({
          userCertificate: new asn1js.Integer({ valueHex: owned(Buffer.from(serial, 'hex')) }),
          revocationDate: time(new Date(since)),
        }),
    )
  list.crlExtensions = new pkijs.Extensions({
    extensions: [
      extension('2.5.29.35', false, sequence(authorityKeyId(await keyId(rootKey)))),
      extension('2.5.29.20', false, new asn1js.Integer({ value: number })),
    ],
  })
  await list.sign(await signingKey(root.rootPrivateKeyPkcs8), 'SHA-256', engine)
  return bytesOf(list.toSchema(true))
}

const pair = () => crypto.subtle.generateKey(p256, true, ['sign', 'verify'])
const pkcs8 = async (key: Key): Promise<Bytes> => new Uint8Array(await crypto.subtle.exportKey('pkcs8', key))
const signingKey = (bytes: Bytes): Promise<Key> => crypto.subtle.importKey('pkcs8', bytes, p256, false, ['sign'])

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

async function certificate(parts: CertificateParts): Promise<Bytes> {
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
    return new asn1js.Set({ value: [sequence(type, new asn1js.Utf8String({ value: certificateName(value) }))] })
  })
  return pkijs.RelativeDistinguishedNames.fromBER(sequence(...sets).toBER(false))
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
