import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
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

const readPdf = (file: string): Promise<Buffer> =>
  readFile(file).catch((thrown: unknown) => {
    // Reading a folder is the one refusal of the system that does not name its path.
    if ((thrown as { code?: unknown }).code !== 'EISDIR') throw thrown
    throw new HoldfastError('INVALID_INPUT', `${file} is a folder, not a packet.`, 'Name the PDF file in it.', thrown)
  })

async function hashOf(path: string): Promise<string | undefined> {
  const digest = createHash('sha256')
  try {
    await pipeline(createReadStream(path), digest)
    return digest.digest('hex')
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === 'ENOENT') return undefined
    throw thrown
  }
}
