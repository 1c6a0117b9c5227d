import { sha256 } from '../crypto.ts'

/**
 * A blob file: 32 bytes of header (`HOLDFASTBLOB1` LF, the exponent of the chunk size, a zero byte, 16 random bytes),
 * then chunks of AES-256-GCM ciphertext ‖ 16-byte tag. Every chunk but the last holds 1 MiB of plaintext; an empty
 * file has one empty chunk. Key: random, one a blob. Nonce: chunk number, 11 bytes big-endian ‖ 1 when it is the last
 * chunk. AAD: SHA-256 of the header. So a cut, a swap, an addition or a flip fails to open (STREAM construction).
 */
export const chunkSize = 1 << 20
export const tagSize = 16
export const headerSize = 32

const magic = Buffer.from('HOLDFASTBLOB1\n')

export const newHeader = (random: Uint8Array): Buffer =>
  Buffer.concat([magic, Buffer.of(20, 0), random.subarray(0, 16)])

export const isHeader = (header: Uint8Array): boolean =>
  header.length === headerSize && Buffer.compare(header.subarray(0, 16), Buffer.concat([magic, Buffer.of(20, 0)])) === 0

export const context = (header: Uint8Array): Buffer => sha256(header)

export function nonce(chunk: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(chunk, 5, 6)
  bytes[11] = last ? 1 : 0
  return bytes
}

/** How many chunks a plaintext of `size` bytes has. */
export const chunkCount = (size: number): number => Math.max(1, Math.ceil(size / chunkSize))

/** Size in bytes of the file that holds a plaintext of `size` bytes. */
export const fileSize = (size: number): number => headerSize + size + chunkCount(size) * tagSize
