import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { PacketCheck } from '../../../shared/contract/packet.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { checkLedgerOf } from '../../../shared/packet/ledger-check.ts'
import type { Manifest } from '../../../shared/packet/manifest.ts'
import { verifyPacket } from '../../../shared/packet/verify/verify.ts'
import { sha256, verifyText } from '../vault/index.ts'

/** The ledger's part of a packet's check, with this runtime's own cryptography. */
export const checkLedger = (manifest: Manifest): Promise<string[]> =>
  checkLedgerOf(manifest, sha256, (key, message, signature) =>
    Promise.resolve(verifyText(key, Buffer.from(message).toString('utf8'), signature)),
  )

/**
 * Checks a packet file, without a vault. Files that the packet expects beside it are looked for there. `expectedRoot`
 * is the root fingerprint that the reader got by another way. Fails with FILE_NOT_FOUND, INVALID_INPUT or IO.
 */
export async function checkPacket(file: string, expectedRoot?: string): Promise<PacketCheck> {
  const bytes = Uint8Array.from(await readPdf(file))
  return verifyPacket(bytes, {
    subtle: crypto.subtle,
    checkLedger,
    expectedRoot,
    hashBeside: (name) => hashOf(join(dirname(file), basename(name))),
  })
}

// A packet carries at most 100 MiB of exhibits; what is many times as large would only fill the memory.
const largest = 1 << 30

async function readPdf(file: string): Promise<Buffer> {
  const found = await stat(file)
  const refuse = (what: string, next: string): never => {
    throw new HoldfastError('INVALID_INPUT', `${file} is ${what}, not a packet.`, next)
  }
  if (found.isDirectory()) return refuse('a folder', 'Name the PDF file in it.')
  if (!found.isFile()) return refuse('not a file', 'Name a PDF file.')
  if (found.size > largest) return refuse('larger than 1 GiB', 'Name a PDF file.')
  return readFile(file)
}

/** SHA-256 of a file, hexadecimal; undefined when there is no plain file. */
export async function hashOf(path: string): Promise<string | undefined> {
  // The name is the packet's own word: a folder or a pipe under it is no exhibit.
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return undefined
  const digest = createHash('sha256')
  try {
    await pipeline(createReadStream(path), digest)
    return digest.digest('hex')
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === 'ENOENT') return undefined
    throw thrown
  }
}
