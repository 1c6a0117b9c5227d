import { z } from 'zod'
import { concat, hex, unbase64, utf8 } from '../kernel/bytes.ts'
import { HoldfastError } from '../kernel/errors.ts'

/** SHA-256 of bytes; the caller's runtime has one. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** The public halves that this build trusts, and how many of them must have signed a release. */
export interface UpdateKeys {
  threshold: number
  keys: { id: string; name: string; publicKey: Uint8Array<ArrayBuffer> }[]
}

const domain = concat(utf8('holdfast/update-key/1'), Uint8Array.of(0))

/** Names an Ed25519 key: the first 16 bytes of SHA-256(`holdfast/update-key/1` ‖ 00 ‖ key), hexadecimal. */
export const keyId = (sha256: Sha256, publicKey: Uint8Array): string =>
  hex(sha256(concat(domain, publicKey)).subarray(0, 16))

const KeysFile = z.strictObject({
  format: z.literal('holdfast-update-keys'),
  v: z.literal(1),
  threshold: z.number().int().positive(),
  keys: z.array(z.strictObject({ name: z.string().min(1).max(100), publicKey: z.string() })).max(8),
})

/**
 * Reads `resources/update-keys.json`. Fails with MISSING_RUNTIME for a file that is not as the build wrote it, a key that
 * is there twice, or a threshold that the keys cannot reach. No keys at all is a build that takes no updates.
 */
export function parseUpdateKeys(text: string, sha256: Sha256): UpdateKeys {
  const { threshold, keys } = readFile(text)
  const read = keys.map(({ name, publicKey }) => {
    const bytes = unbase64(publicKey)
    if (bytes?.length !== 32) throw damaged(`the key “${name}” is no Ed25519 public key`)
    return { id: keyId(sha256, bytes), name, publicKey: bytes }
  })
  if (new Set(read.map(({ id }) => id)).size !== read.length) throw damaged('one key is there twice')
  if (read.length > 0 && threshold > read.length) throw damaged(`it asks for ${threshold} of ${read.length} keys`)
  return { threshold, keys: read }
}

function readFile(text: string): z.infer<typeof KeysFile> {
  try {
    return KeysFile.parse(JSON.parse(text))
  } catch (cause) {
    throw damaged('it is not in its form', cause)
  }
}

const damaged = (why: string, cause?: unknown): HoldfastError =>
  new HoldfastError(
    'MISSING_RUNTIME',
    `The list of update keys in this copy of Holdfast cannot be used: ${why}.`,
    'Install Holdfast again; until then it takes no updates.',
    cause,
  )
