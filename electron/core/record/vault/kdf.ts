import { hashRaw } from '@node-rs/argon2'
import { z } from 'zod'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'

/** Argon2id (RFC 9106) as written in the header. */
export const KdfParameters = z.strictObject({
  name: z.literal('argon2id'),
  memoryKiB: z.int(),
  passes: z.int(),
  lanes: z.int(),
  /** 16 bytes, hexadecimal. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
})
export type KdfParameters = z.infer<typeof KdfParameters>

export type KdfCost = Pick<KdfParameters, 'memoryKiB' | 'passes' | 'lanes'>

/** What a new slot uses: about 0.3 s on a laptop. */
export const defaultKdf = { memoryKiB: 262_144, passes: 3, lanes: 1 }

// Below the floor a stolen header is guessed cheaply; above the ceiling a planted header exhausts the machine.
export const lowestKdf = { memoryKiB: 65_536, passes: 3, lanes: 1 }
const ceiling = { memoryKiB: 1_048_576, passes: 16, lanes: 4 }

/** Whether parameters lie between floor and ceiling; asked before a single byte is derived. */
export function kdfInBounds(kdf: KdfCost): boolean {
  return (['memoryKiB', 'passes', 'lanes'] as const).every(
    (name) => kdf[name] >= lowestKdf[name] && kdf[name] <= ceiling[name],
  )
}

/** 32 bytes from a passphrase (normalised to NFKC). Fails with KDF_OUT_OF_BOUNDS before running anything. */
export async function deriveFromPassphrase(passphrase: string, kdf: KdfParameters): Promise<Buffer> {
  if (!kdfInBounds(kdf)) {
    throw new HoldfastError(
      'KDF_OUT_OF_BOUNDS',
      'The header of this vault asks for key derivation outside the allowed bounds; someone may have changed it.',
      'Put back vault.json from a backup and compare the two.',
    )
  }
  // Argon2id is the package's default algorithm; the known answer in the tests holds it to that.
  return hashRaw(passphrase.normalize('NFKC'), {
    memoryCost: kdf.memoryKiB,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    salt: Buffer.from(kdf.salt, 'hex'),
    outputLen: 32,
  })
}
