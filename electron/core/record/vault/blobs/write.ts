import { createCipheriv } from 'node:crypto'
import { lstat, open, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { syncFolder, writeFully } from '../files.ts'
import { makeBlobFolder, requireBlobFolder } from '../shape.ts'
import { chunkSize, context, newHeader, nonce } from './format.ts'
import { hashingBeside, hashingHere } from './hashing.ts'

export interface WrittenBlob {
  /** 32 hexadecimal characters; the file is `blobs/<first two>/<name>`. */
  name: string
  key: Uint8Array
  /** Plaintext bytes. */
  size: number
  /** Of the plaintext, hexadecimal. */
  sha256: string
  /** The first bytes of the plaintext, at most 64 KiB: enough to tell what kind of file it is. */
  start: Uint8Array
}

/** What a blob is read from: an open file, or bytes that are already here. Gives 0 bytes at the end. */
export interface ByteSource {
  read(into: Buffer, offset: number, length: number, position: null): Promise<{ bytesRead: number }>
  /** Bytes that it is expected to have; by it alone is chosen how it is worked on. */
  size?: number | undefined
}

/** Bytes of a file from which on hashing it has a thread of its own: a smaller one is kept before that has started. */
const largeFrom = 16 * chunkSize
/** Chunks that are under way at once: read ahead, encrypted, hashed or written. */
const underWay = 8
/** Chunks after which the disk is told to begin with what was written: the last wait for it is short then. */
const flushedAfter = 32

export const blobPath = (folder: string, name: string): string => join(folder, name.slice(0, 2), name)

/**
 * Encrypts a file into the blob folder: one read of the source feeds hash and cipher, which work beside each other in two
 * threads, while the next chunk is read and the last one written. On return the blob and its folder entry are on the disk; it
 * counts for nothing until a committed row names it (a crash before that leaves a file that opening quarantines).
 * Folders of blobs are real ones before and after: through a link the bytes would lie elsewhere. Fails with CANCELLED,
 * VAULT_DAMAGED, or with the system's error; either way the unfinished file is removed.
 */
export async function writeBlob(
  folder: string,
  source: ByteSource,
  random: (bytes: number) => Uint8Array,
  { signal, onBytes }: { signal?: AbortSignal | undefined; onBytes?: ((done: number) => void) | undefined } = {},
): Promise<WrittenBlob> {
  const name = Buffer.from(random(16)).toString('hex')
  const path = blobPath(folder, name)
  await makeBlobFolder(dirname(path))
  const target = await open(path, 'wx', 0o600)
  try {
    const written = await encryptInto(target, source, random, signal, onBytes)
    await target.sync()
    await requirePlaced(target, path)
    await target.close()
    await syncFolder(dirname(path))
    await syncFolder(folder)
    return { name, ...written }
  } catch (thrown) {
    await target.close().catch(() => undefined)
    await rm(path, { force: true })
    throw thrown
  }
}

/** Fails with VAULT_DAMAGED when what was written is not what lies under the blob's name, in real folders. */
async function requirePlaced(target: FileHandle, path: string): Promise<void> {
  requireBlobFolder(dirname(path))
  const [written, there] = [await target.stat({ bigint: true }), await lstat(path, { bigint: true })]
  if (written.ino === there.ino && written.dev === there.dev) return
  throw new HoldfastError(
    'VAULT_DAMAGED',
    `${path} is not the file that was just written there: somebody exchanged it or a folder above it.`,
    'Find out who writes into the vault’s folder, audit the vault, and keep the file again; nothing was recorded.',
  )
}

async function encryptInto(
  target: FileHandle,
  source: ByteSource,
  random: (bytes: number) => Uint8Array,
  signal: AbortSignal | undefined,
  onBytes: ((done: number) => void) | undefined,
): Promise<Omit<WrittenBlob, 'name'>> {
  const header = newHeader(random(16))
  const aad = context(header)
  const key = random(32)
  const hashing = (source.size ?? 0) < largeFrom ? hashingHere() : hashingBeside()
  // A buffer is read into again once its chunk is encrypted and hashed. Two chunks are read ahead, so that the last one is known
  // for what it is before it is encrypted.
  const buffers = Array.from({ length: underWay }, () => Promise.resolve(Buffer.allocUnsafeSlow(chunkSize)))
  const read = async (chunk: number): Promise<Buffer<ArrayBuffer>> =>
    readFully(source, (await buffers[chunk % underWay]) ?? Buffer.allocUnsafeSlow(chunkSize))
  let writing = unawaited(writeFully(target, [header]))
  let flushing: Promise<void> = Promise.resolve()
  try {
    let size = 0
    let current = await read(0)
    let next = await readAfter(current, () => read(1))
    const start = Uint8Array.from(current.subarray(0, 65_536))
    for (let chunk = 0; ; chunk++) {
      if (signal?.aborted) {
        await writing
        throw new HoldfastError(
          'CANCELLED',
          'Keeping the file was cancelled; nothing of it was kept.',
          'Start again when you are ready.',
        )
      }
      const reading = unawaited(readAfter(next, () => read(chunk + 2)))
      const last = next.length === 0
      size += current.length
      const sealed = encrypt(current, key, aad, nonce(chunk, last))
      buffers[chunk % underWay] = unawaited(hashing.update(current))
      const [following] = await Promise.all([reading, writing])
      writing = unawaited(writeFully(target, sealed))
      if (chunk % flushedAfter === flushedAfter - 1) {
        await flushing
        flushing = unawaited(target.datasync())
      }
      onBytes?.(size)
      if (last) break
      current = next
      next = following
    }
    await Promise.all([writing, flushing])
    return { key, size, sha256: await hashing.digest(), start }
  } finally {
    await flushing.catch(() => undefined)
    hashing.end()
  }
}

/** Awaited in a later round; until then a failure must not count as unhandled, which would end the process. */
function unawaited<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
}

const nothing = Buffer.alloc(0)

/** What follows a chunk: nothing after a short one, which was the end of the file. */
const readAfter = (chunk: Buffer, read: () => Promise<Buffer<ArrayBuffer>>): Promise<Buffer<ArrayBuffer>> =>
  chunk.length < chunkSize ? Promise.resolve(nothing) : read()

function encrypt(plain: Buffer, key: Uint8Array, aad: Uint8Array, iv: Uint8Array): [Buffer, Buffer] {
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(aad)
  const body = cipher.update(plain)
  cipher.final()
  return [body, cipher.getAuthTag()]
}

/** Fills a buffer from a file's present position; shorter only at its end. */
async function readFully(source: ByteSource, buffer: Buffer<ArrayBuffer>): Promise<Buffer<ArrayBuffer>> {
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await source.read(buffer, filled, buffer.length - filled, null)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
