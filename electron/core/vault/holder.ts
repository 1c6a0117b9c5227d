import { readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { HoldfastError } from '../../../shared/kernel/errors.ts'

// The lock that counts is the database's own exclusive one, which the system releases when a process dies. The file
// `lock` only says who holds it.
export const holderName = 'lock'

/** Says in the vault's folder that this process has it open. */
export async function writeHolder(dir: string): Promise<void> {
  const holder = `process ${process.pid} on ${hostname()} since ${new Date().toISOString()}\n`
  // A new file, never what a planted link leads to.
  await rm(join(dir, holderName), { force: true })
  await writeFile(join(dir, holderName), holder, { mode: 0o600, flag: 'wx' })
}

/** A refusal because the vault is open elsewhere, with the words of who holds it; any other error as it is. */
export async function namingHolder(dir: string, thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof HoldfastError) || thrown.code !== 'VAULT_IN_USE') return thrown
  // Who has just won the lock says so a moment later.
  let holder = ''
  for (let tries = 0; tries < 20 && holder === ''; tries++) {
    if (tries > 0) await wait(50)
    holder = (await readFile(join(dir, holderName), 'utf8').catch(() => '')).trim().slice(0, 200)
  }
  const who = holder === '' ? 'another program' : holder
  return new HoldfastError(
    'VAULT_IN_USE',
    `The vault is open already: ${who} holds it.`,
    'Lock or close it there, then try again.',
    thrown,
  )
}
