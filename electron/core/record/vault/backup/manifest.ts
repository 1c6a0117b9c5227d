import { basename, join } from 'node:path'
import { z } from 'zod'
import { canonical } from '../../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { derive, mac } from '../crypto.ts'
import { Hex, Id } from '../hex.ts'
import { readRegular, type Refusal } from '../regular.ts'

export const manifestName = 'backup.json'

/** What a backup holds. It is written last: a folder without it is no backup. */
const Manifest = z.strictObject({
  format: z.literal('holdfast-backup'),
  version: z.literal(1),
  vault: Id,
  /** When the moment was that the backup shows, ISO 8601 in UTC. */
  at: z.iso.datetime(),
  /** The newest signed head in it. */
  head: z.string(),
  size: z.int().min(1),
  header: z.strictObject({ file: z.string().regex(/^vault-[0-9a-f]{16}\.json$/), sha256: Hex(32) }),
  database: z.strictObject({ file: z.string().regex(/^vault-[0-9a-f]{16}\.db$/), sha256: Hex(32), size: z.int() }),
  /** Names and sizes (bytes of the exhibit) of the blobs under `blobs/`. */
  blobs: z.array(z.strictObject({ name: Hex(16), size: z.int().min(0) })),
  mac: Hex(32),
})
export type Manifest = z.infer<typeof Manifest>

/** The manifest with its MAC, under a key that only the vault key gives. */
export const sealManifest = (open: Omit<Manifest, 'mac'>, vaultKey: Uint8Array): Manifest => ({
  ...open,
  mac: mac(derive(vaultKey, 'holdfast/backup/v1'), canonical({ ...open, mac: undefined })),
})

export const isSealed = (manifest: Manifest, vaultKey: Uint8Array): boolean =>
  sealManifest(manifest, vaultKey).mac === manifest.mac

/** The manifest of a backup; undefined where there is none. Fails with BACKUP_NOT_INTACT, VAULT_NEWER or IO. */
export async function readManifest(place: string): Promise<Manifest | undefined> {
  const path = join(place, manifestName)
  const bytes = await readRegular(path, largestManifest, { refuse: strange(path) }).catch((thrown: unknown) => {
    const { code } = thrown as { code?: unknown }
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw thrown
  })
  if (bytes === undefined) return undefined
  const text = bytes.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw notIntact(`${manifestName} is not JSON`)
  }
  if (typeof value === 'object' && value !== null && 'version' in value && Number(value.version) > 1) {
    throw new HoldfastError(
      'VAULT_NEWER',
      'This backup was made by a newer Holdfast.',
      'Restore it with that version; nothing was changed.',
    )
  }
  const parsed = Manifest.safeParse(value)
  if (!parsed.success || canonical(parsed.data) !== text) throw notIntact(`${manifestName} does not have its form`)
  return parsed.data
}

/** Bytes of a manifest; one of a million exhibits takes about 60 MB. */
const largestManifest = 1 << 28

/** The refusal for a name in a backup's folder. */
export const strange =
  (path: string): Refusal =>
  (found) =>
    notIntact(`${basename(path)} is ${found}`)

export const notIntact = (why: string, cause?: unknown): HoldfastError =>
  new HoldfastError(
    'BACKUP_NOT_INTACT',
    `This backup is not as it was written: ${why}.`,
    'Use another backup, and keep this one as it is.',
    cause,
  )
