import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { checkLedgerOf } from '../../../../../shared/packet/ledger-check.ts'
import type { Manifest } from '../../../../../shared/packet/manifest.ts'
import { verifyPacket } from '../../../../../shared/packet/verify/verify.ts'
import { sha256, verifyText } from '../../../record/vault/crypto.ts'
import { readSteadily, watchPlace } from '../../../record/vault/steady.ts'
import type { PacketAsked } from './job.ts'

/** The ledger's part of a packet's check, with this runtime's own cryptography. */
export const checkLedger = (manifest: Manifest): Promise<string[]> =>
  checkLedgerOf(manifest, sha256, (key, message, signature) =>
    Promise.resolve(verifyText(key, Buffer.from(message).toString('utf8'), signature)),
  )

// A packet carries at most 100 MiB of exhibits; what is many times as large would only fill the memory.
const largest = 256 * 1024 * 1024

/** In the reader: a packet file, to be checked without a vault. */
export async function openPacket({ path, crl }: { path: string; crl?: string | undefined }): Promise<PacketAsked> {
  const refuse = (found: string): HoldfastError =>
    new HoldfastError('INVALID_INPUT', `${path} is ${found}, not a packet.`, 'Name a PDF file.')
  const requireSame = await watchPlace(path)
  const bytes = await readSteadily(path, largest, { refuse })
  const revocations = crl === undefined ? undefined : await readList(crl)
  return {
    async check({ root, beside }) {
      const wanted = new Set<string>()
      const check = await verifyPacket(bytes, {
        subtle: crypto.subtle,
        checkLedger,
        expectedRoot: root,
        revocations,
        hashBeside: (name) => {
          if (!beside.has(name)) wanted.add(name)
          return Promise.resolve(beside.get(name) ?? undefined)
        },
      })
      await requireSame()
      return { check, wanted: [...wanted] }
    },
  }
}

// Some 40 bytes a certificate.
const largestList = 1024 * 1024

async function readList(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = (found: string): HoldfastError =>
    new HoldfastError(
      'INVALID_INPUT',
      `${path} is ${found}, not a list of revoked certificates.`,
      'Name the file that came with the vault’s root certificate (CRL, PEM or DER).',
    )
  return readSteadily(path, largestList, { refuse })
}
