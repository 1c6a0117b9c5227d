import { concat } from '../kernel/bytes.ts'

/** What a cosigner signs (C2SP tlog-cosignature, Ed25519): two lines, then the text of the note. */
export const cosignedText = (seconds: number, text: string): string => `cosignature/v1\ntime ${seconds}\n${text}`

/** A signature line's bytes: key hash, time as 8 bytes big-endian, signature (C2SP tlog-cosignature). */
export function cosignatureBlob(hash: Uint8Array, seconds: number, signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const time = new Uint8Array(8)
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds))
  return concat(hash, time, signature)
}

// The last second that a date can show.
const latest = 8_640_000_000_000n

/** Reads a signature line's bytes; undefined when they are no Ed25519 cosignature. The signature is not checked here. */
export function readCosignature(blob: Uint8Array): { seconds: number; signature: Uint8Array } | undefined {
  if (blob.length !== 4 + 8 + 64) return undefined
  const seconds = new DataView(blob.buffer, blob.byteOffset + 4, 8).getBigUint64(0)
  return seconds > latest ? undefined : { seconds: Number(seconds), signature: blob.subarray(12) }
}
