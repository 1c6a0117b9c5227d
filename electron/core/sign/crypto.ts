import { createHash } from 'node:crypto'
import type * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

/** pkijs on this runtime's WebCrypto. */
export const engine = new pkijs.CryptoEngine({ name: 'holdfast', crypto })

/** A copy in a buffer of its own, which is what asn1js takes as a value. */
export const owned = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

/** DER of an ASN.1 value. */
export const bytesOf = (value: asn1js.BaseBlock): Uint8Array<ArrayBuffer> => new Uint8Array(value.toBER(false))

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
