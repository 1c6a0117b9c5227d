import { join } from 'node:path'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Ports } from '../../core/ports.ts'
import type { Program } from '../place.ts'
import type { Looked } from '../update/looked.ts'
import { readUpdateKeys } from '../update/keys.ts'
import { readMemory, writeMemory } from '../update/memory.ts'
import { readAddress } from '../update/online/address.ts'
import type { Ask } from './messages.ts'

/** Looking for updates as the desktop's window may ask for it: the main process asks the person, and starts who looks. */
export function apartUpdates(
  { root }: Program,
  home: string,
  ask: (what: Ask, ...args: string[]) => Promise<string | null>,
): NonNullable<Ports['updates']> {
  return {
    async get() {
      const [{ address, channel }, { keys }] = await Promise.all([
        readMemory(home),
        readUpdateKeys(join(root, 'resources')),
      ])
      return { address, channel, verifies: keys.length > 0 }
    },
    async set(address) {
      const read = address === null ? null : readAddress(address)
      if (read !== null && (await ask('confirmAddress', read)) === null) return
      await writeMemory(home, { ...(await readMemory(home)), address: read })
      await ask('addressChanged')
    },
    async look() {
      const looked = JSON.parse((await ask('lookForUpdates')) ?? 'null') as Looked
      if ('error' in looked) throw new HoldfastError('UPDATE_FAILED', looked.error.message, looked.error.next)
      if (looked.done === 'current') return { done: 'current' }
      return { done: 'fetched', version: looked.manifest.version, command: looked.command }
    },
  }
}
