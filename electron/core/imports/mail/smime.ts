import { inflateSync } from 'node:zlib'
import { Constructed, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  ContentInfo,
  EnvelopedData,
  IssuerAndSerialNumber,
  KeyTransRecipientInfo,
  SignedData,
  type RelativeDistinguishedNames,
} from 'pkijs'

/** What a CMS wrapper of a mail (RFC 8551) is; without a key only what is signed or compressed can be opened. */
export type Cms =
  | { kind: 'signed' | 'compressed'; content: Buffer; by: string[] }
  | { kind: 'certificates' }
  | { kind: 'encrypted'; recipients: string[] }
  | { kind: 'unknown' }

const largest = 64 * 1024 * 1024

/** Opens a CMS wrapper as far as it opens without a key. Signatures are not checked here. */
export function openCms(bytes: Buffer): Cms {
  try {
    const info = ContentInfo.fromBER(Uint8Array.from(pemOff(bytes)))
    if (info.contentType === '1.2.840.113549.1.7.2') return signed(new SignedData({ schema: info.content as never }))
    if (info.contentType === '1.2.840.113549.1.7.3')
      return { kind: 'encrypted', recipients: recipientsOf(new EnvelopedData({ schema: info.content as never })) }
    if (info.contentType === '1.2.840.113549.1.9.16.1.23') return { kind: 'encrypted', recipients: [] }
    if (info.contentType === '1.2.840.113549.1.9.16.1.9') return compressed(info.content as unknown)
  } catch {
    // Whatever it is, it is not whole: that is said as for an unknown one.
  }
  return { kind: 'unknown' }
}

/** A wrapper may stand in PEM, or be encoded once more, as some programs do. */
function pemOff(bytes: Buffer): Buffer {
  if (bytes[0] === 0x30) return bytes
  const text = bytes.toString('latin1').replaceAll(/-----(?:BEGIN|END) [A-Z0-9 ]+-----/g, '')
  return /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64') : bytes
}

function signed(data: SignedData): Cms {
  const value = data.encapContentInfo.eContent?.getValue()
  if (value === undefined || value.byteLength === 0) return { kind: 'certificates' }
  const by = (data.certificates ?? []).flatMap((one) => ('subject' in one ? [nameIn(one.subject)] : []))
  return { kind: 'signed', content: Buffer.from(value), by: by.filter((name) => name !== '') }
}

const oids: Record<string, string> = { '2.5.4.3': 'CN', '1.2.840.113549.1.9.1': 'E', '2.5.4.10': 'O' }

function nameIn(names: RelativeDistinguishedNames): string {
  return names.typesAndValues
    .flatMap(({ type, value }) =>
      oids[type] === undefined ? [] : [String((value as { valueBlock: { value: unknown } }).valueBlock.value)],
    )
    .join(', ')
}

function recipientsOf(data: EnvelopedData): string[] {
  return data.recipientInfos.map(({ value }) => {
    if (!(value instanceof KeyTransRecipientInfo)) return 'a key that it does not name'
    const { rid } = value
    if (!(rid instanceof IssuerAndSerialNumber)) return 'a key by its identifier'
    return `certificate ${Buffer.from(rid.serialNumber.valueBlock.valueHexView).toString('hex')} of ${nameIn(rid.issuer) || 'an issuer without a name'}`
  })
}

/** RFC 3274: version, algorithm, and what is compressed, in a sequence. */
function compressed(content: unknown): Cms {
  const inner = content instanceof Sequence ? content.valueBlock.value[2] : undefined
  const [oid, wrapped] = inner instanceof Sequence ? inner.valueBlock.value : []
  const octets = wrapped instanceof Constructed ? wrapped.valueBlock.value[0] : undefined
  if (!(oid instanceof ObjectIdentifier) || !(octets instanceof OctetString)) return { kind: 'unknown' }
  return {
    kind: 'compressed',
    content: inflateSync(Buffer.from(octets.getValue()), { maxOutputLength: largest }),
    by: [],
  }
}
