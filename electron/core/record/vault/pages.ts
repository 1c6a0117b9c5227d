import { createHmac, createSecretKey, pbkdf2Sync, timingSafeEqual, type KeyObject } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'

const pageSize = 4096
const reserve = 80 // IV of 16 bytes, HMAC-SHA-512 of 64

/**
 * Checks the seal of every page of a SQLCipher v4 database file, free pages included, which no query would read.
 * Format: HMAC-SHA-512 over ciphertext ‖ IV ‖ page number (4 bytes, little-endian) under PBKDF2-HMAC-SHA-512 of the
 * raw key with 2 rounds and the file's salt XOR 0x3a (SQLCipher 4 design). Returns the numbers of the pages that fail.
 * Pages of zeros were reserved by SQLite and never written; they hold nothing. A page that fails is read once more: people
 * may be at work, and it may have been read while it was written.
 */
export async function checkPageSeals(
  file: FileHandle,
  key: Uint8Array,
  onPage?: (done: number, total: number) => void,
): Promise<number[]> {
  const { size } = await file.stat()
  const total = Math.ceil(size / pageSize)
  const salt = Buffer.alloc(16)
  await file.read(salt, 0, 16, 0)
  const macSalt = salt.map((byte) => byte ^ 0x3a)
  const hmacKey = createSecretKey(pbkdf2Sync(key, macSalt, 2, 32, 'sha512'))
  const pages = Buffer.alloc(pageSize * 256)
  const failed: number[] = []
  for (let first = 1; first <= total; first += 256) {
    const { bytesRead } = await file.read(pages, 0, pages.length, (first - 1) * pageSize)
    for (let at = 0; at < bytesRead; at += pageSize) {
      const number = first + at / pageSize
      const page = pages.subarray(at, Math.min(at + pageSize, bytesRead))
      if (!isSealed(page, number, hmacKey)) failed.push(number)
    }
    onPage?.(Math.min(first + 255, total), total)
  }
  const again = pages.subarray(0, pageSize)
  const stillFails = async (number: number): Promise<boolean> => {
    const { bytesRead } = await file.read(again, 0, pageSize, (number - 1) * pageSize)
    return !isSealed(again.subarray(0, bytesRead), number, hmacKey)
  }
  const sure: number[] = []
  for (const number of failed) if (await stillFails(number)) sure.push(number)
  return sure
}

function isSealed(page: Buffer, number: number, hmacKey: KeyObject): boolean {
  if (page.length !== pageSize) return false
  const seal = page.subarray(pageSize - 64)
  const count = Buffer.alloc(4)
  count.writeUInt32LE(number)
  // The first 16 bytes of page 1 are the salt, in clear and outside the seal; a change there changes the key.
  const covered = page.subarray(number === 1 ? 16 : 0, pageSize - reserve + 16)
  const expected = createHmac('sha512', hmacKey).update(covered).update(count).digest()
  return timingSafeEqual(expected, seal) || page.every((byte) => byte === 0)
}
