import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { derive } from './crypto.ts'
import { holderName } from './holder.ts'

/** Copies that a process of its own works on: each has a name of its own, for a process may outlive the one that began it. */
export const apartPrefix = 'vault.db.apart-'

/** Says, in the folder of a restore, whose work it is. */
export const markName = 'restoring'

/** What a crash leaves of a copy that was worked on apart, of a header that never got its name, and of a restore. */
export const isLeft = (name: string): boolean =>
  name.startsWith(apartPrefix) || /^\.[0-9a-f]{12}\.part$/.test(name) || name === markName

export const files = {
  header: 'vault.json',
  next: 'vault.json.next',
  database: 'vault.db',
  nextDatabase: 'vault.db.next',
  lock: holderName,
} as const

export const newApart = ({ random }: { random: (bytes: number) => Uint8Array }): string =>
  `${apartPrefix}${Buffer.from(random(8)).toString('hex')}`

export const databaseKey = (vaultKey: Uint8Array): Buffer => derive(vaultKey, 'holdfast/database/v1')

/** Removes a database with what SQLite keeps beside it. */
export async function dropDatabase(dir: string, name: string): Promise<void> {
  for (const left of ['', '-wal', '-shm', '-journal']) await rm(join(dir, name + left), { force: true })
}
