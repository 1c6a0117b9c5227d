import { createHash } from 'node:crypto'
import { basename, dirname, join, resolve } from 'node:path'
import type { Checked } from '../../../../shared/contract/contract.ts'
import type { PacketCheck } from '../../../../shared/contract/packet.ts'
import type { Ports } from '../../ports.ts'
import { readOutside } from '../../readers/index.ts'
import { openRegular, steadily } from '../../record/vault/index.ts'
import { packetJob } from './reading/job.ts'

/**
 * Checks a packet file, without a vault, in a process of its own. Files that the packet expects beside it are looked for
 * there. `root` is the fingerprint that the reader got by another way, `crl` a file with the root's list of revoked
 * certificates. Fails with FILE_NOT_FOUND,
 * INVALID_INPUT, CANCELLED or IO.
 */
export async function checkPacket(
  ports: Ports,
  { file, root: expectedRoot, crl }: Checked<'packet.verify'>,
  signal: AbortSignal,
): Promise<PacketCheck> {
  return readOutside(
    ports,
    packetJob,
    { path: resolve(file), crl: crl === undefined ? undefined : resolve(crl) },
    signal,
    async (packet) => {
      const beside = new Map<string, string | null>()
      for (;;) {
        const { check, wanted } = await packet.ask('check', { root: expectedRoot, beside })
        if (wanted.length === 0) return check
        for (const name of wanted) beside.set(name, (await hashOf(join(dirname(file), basename(name)))) ?? null)
      }
    },
  )
}

/** SHA-256 of a file, hexadecimal; undefined when there is no plain file. */
export async function hashOf(path: string): Promise<string | undefined> {
  // The name is the packet's own word: a folder or a pipe under it is no exhibit, nor is a name that no file can have.
  const file = await openRegular(path, { links: true }).catch((thrown: unknown) => {
    if (['EACCES', 'EPERM', 'EIO'].includes(String((thrown as { code?: unknown }).code))) throw thrown
    return undefined
  })
  if (!file) return undefined
  try {
    const digest = createHash('sha256')
    for await (const piece of (await steadily(file, path)).pieces()) digest.update(piece)
    return digest.digest('hex')
  } finally {
    await file.close()
  }
}
