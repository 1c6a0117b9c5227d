import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { unseal } from '../crypto.ts'
import { readingFlags } from '../regular.ts'
import { chunkCount, chunkSize, context, fileSize, headerSize, isHeader, nonce, tagSize } from './format.ts'

/** The plaintext of one blob, read at once and anywhere. */
export interface PlainBlob {
  /** Bytes. */
  readonly size: number
  /** At most `length` bytes from byte `at` on, fewer at the end. Fails with BLOB_DAMAGED. */
  read(at: number, length: number): Uint8Array
  close(): void
}

/** Chunks of 1 MiB that are kept, opened. */
const kept = 16

/**
 * Opens a blob's file in the process that parses what it holds: it is given the key of this one blob, which opens what it
 * reads and nothing else, so no byte of it need travel. Every chunk is authenticated before it is given out. Fails with
 * BLOB_DAMAGED, or with the system's error.
 */
export function openPlainBlob(path: string, key: Uint8Array, size: number): PlainBlob {
  if (!lstatSync(path).isFile()) throw damaged('is no file')
  const file = openSync(path, readingFlags)
  const opened = (): Uint8Array => {
    const stat = fstatSync(file)
    if (!stat.isFile() || stat.size !== fileSize(size)) throw damaged('has a wrong length')
    const header = bytesAt(file, 0, headerSize)
    if (!isHeader(header)) throw damaged('does not begin like a blob')
    return context(header)
  }
  let aad: Uint8Array
  try {
    aad = opened()
  } catch (thrown) {
    closeSync(file)
    throw thrown
  }
  const chunks = chunkCount(size)
  const cache = new Map<number, Uint8Array>()
  const chunkAt = (chunk: number): Uint8Array => {
    const known = cache.get(chunk)
    if (known) {
      cache.delete(chunk)
      cache.set(chunk, known)
      return known
    }
    const plainSize = Math.min(chunkSize, size - chunk * chunkSize)
    const sealed = bytesAt(file, headerSize + chunk * (chunkSize + tagSize), plainSize + tagSize)
    const plain = unseal(key, nonce(chunk, chunk === chunks - 1), aad, sealed)
    if (!plain) throw damaged(`does not open at byte ${chunk * chunkSize}`)
    const [oldest] = cache.keys()
    if (cache.size >= kept && oldest !== undefined) cache.delete(oldest)
    cache.set(chunk, plain)
    return plain
  }
  return {
    size,
    read(at, length) {
      const end = Math.min(size, at + length)
      if (at >= end) return new Uint8Array(0)
      const out = new Uint8Array(end - at)
      for (let done = at; done < end;) {
        const chunk = Math.floor(done / chunkSize)
        const from = done - chunk * chunkSize
        const part = chunkAt(chunk).subarray(from, from + end - done)
        out.set(part, done - at)
        done += part.length
      }
      return out
    },
    close: () => closeSync(file),
  }
}

function bytesAt(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const read = readSync(file, buffer, filled, length - filled, position + filled)
    if (read === 0) break
    filled += read
  }
  return buffer.subarray(0, filled)
}

const damaged = (what: string): HoldfastError =>
  new HoldfastError(
    'BLOB_DAMAGED',
    `The stored bytes of this exhibit are not what this vault wrote: the file ${what}.`,
    'Verify the exhibit, and put back its file from a backup.',
  )
