import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { channels, type UpdateManifest } from '../../../shared/update/manifest.ts'

const Seen = z.strictObject({ version: z.string(), released: z.string() })

/** What a person chose for updates on this computer, and the newest release of each channel that was verified here. */
const Memory = z.strictObject({
  format: z.literal('holdfast-updates'),
  v: z.literal(2),
  channel: z.enum(channels),
  /** Where releases are looked for over the network; null: nowhere, and no network is used. */
  address: z.string().nullable(),
  seen: z.strictObject({ stable: Seen.optional(), preview: Seen.optional() }),
})
export type Memory = z.infer<typeof Memory>

/** As Holdfast 0.2 wrote it: it knew no address. */
const First = Memory.omit({ address: true }).extend({ v: z.literal(1) })

const fileIn = (home: string): string => join(home, 'updates.json')
const fresh: Memory = { format: 'holdfast-updates', v: 2, channel: 'stable', address: null, seen: {} }

/** Reads what this computer remembers of updates. Fails with IO: what cannot be read protects from nothing. */
export async function readMemory(home: string): Promise<Memory> {
  const file = fileIn(home)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === 'ENOENT') return fresh
    throw thrown
  }
  try {
    const value: unknown = JSON.parse(text)
    const first = First.safeParse(value)
    return first.success ? { ...first.data, v: 2, address: null } : Memory.parse(value)
  } catch (cause) {
    throw new HoldfastError(
      'IO',
      `${file} is not as Holdfast wrote it, so it cannot say which release was verified here last.`,
      'Remove the file to start again; an older release than that one would then not be noticed.',
      cause,
    )
  }
}

/** Writes it, whole or not at all. */
export async function writeMemory(home: string, memory: Memory): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 })
  const part = `${fileIn(home)}.part`
  try {
    const file = await open(part, 'w', 0o600)
    try {
      await file.writeFile(`${JSON.stringify(memory)}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, fileIn(home))
  } catch (thrown) {
    await rm(part, { force: true })
    throw thrown
  }
}

/** Remembers a release that was verified, so that no older one passes afterwards. */
export async function rememberRelease(
  home: string,
  { channel, version, released }: Pick<UpdateManifest, 'channel' | 'version' | 'released'>,
): Promise<void> {
  const memory = await readMemory(home)
  await writeMemory(home, { ...memory, seen: { ...memory.seen, [channel]: { version, released } } })
}
