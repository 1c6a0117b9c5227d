import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { bytesOf, engine, owned } from './crypto.ts'
import { withLowS } from '../../../shared/packet/verify/envelope.ts'
import type { Signer } from './signer.ts'

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  // RFC 5035, section 3.
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
}

/**
 * A detached CMS signature (RFC 5652) of the PAdES baseline form (ETSI EN 319 142-1): content type, message digest and
 * the signing certificate's hash are signed, the signing time is not (the PDF's M entry tells it), both certificates
 * are carried.
 */
export async function signCms(digest: Uint8Array, signer: Signer): Promise<Uint8Array<ArrayBuffer>> {
  const leaf = certificateOf(signer.leafCert)
  const root = certificateOf(signer.rootCert)
  const key = await crypto.subtle.importKey(
    'pkcs8',
    signer.privateKeyPkcs8,
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  )
  const leafHash = await crypto.subtle.digest('SHA-256', signer.leafCert)
  // ESSCertIDv2 with its default hash algorithm, SHA-256, left out as DER demands.
  const essCertId = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: leafHash })] })
  const signingCertificate = new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [essCertId] })] })
  const attributes = [
    attribute(oids.contentType, new asn1js.ObjectIdentifier({ value: oids.data })),
    attribute(oids.messageDigest, new asn1js.OctetString({ valueHex: owned(digest) })),
    attribute(oids.signingCertificateV2, signingCertificate),
  ]
  const signed = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oids.data }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: leaf.issuer, serialNumber: leaf.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: sortedByDer(attributes) }),
      }),
    ],
    certificates: [leaf, root],
  })
  await signed.sign(key, 0, 'SHA-256', undefined, engine)
  // Of the two values that hold, always the same one: the other could be put in its place by anybody.
  for (const info of signed.signerInfos) {
    const value = new Uint8Array(info.signature.valueBlock.valueHexView)
    info.signature = new asn1js.OctetString({ valueHex: owned(withLowS(value)) })
  }
  const info = new pkijs.ContentInfo({ contentType: oids.signedData, content: signed.toSchema(true) })
  return bytesOf(info.toSchema())
}

const certificateOf = (der: Uint8Array<ArrayBuffer>): pkijs.Certificate => pkijs.Certificate.fromBER(der)
const attribute = (type: string, value: asn1js.BaseBlock): pkijs.Attribute =>
  new pkijs.Attribute({ type, values: [value] })

/** DER orders the members of a SET OF by their encodings (X.690, section 11.6); the signature is over that order. */
function sortedByDer(attributes: pkijs.Attribute[]): pkijs.Attribute[] {
  const encoded = attributes.map((one) => ({ one, der: Buffer.from(bytesOf(one.toSchema())) }))
  return encoded.sort((a, b) => Buffer.compare(a.der, b.der)).map(({ one }) => one)
}
