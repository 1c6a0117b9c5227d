import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { readRegular } from './regular.ts'

// The lock that counts is the database's own exclusive one, which the system releases when a process dies. The file
// `lock` only says who holds it.
export const holderName = 'lock'

/** Says in the vault's folder that this process has it open; gives the text, which no other opening writes. */
export async function writeHolder(dir: string): Promise<string> {
  const token = randomBytes(8).toString('hex')
  const holder = `process ${process.pid} on ${hostname()} since ${new Date().toISOString()}\n${token}\n`
  // A new file, never what a planted link leads to.
  await rm(join(dir, holderName), { force: true })
  await writeFile(join(dir, holderName), holder, { mode: 0o600, flag: 'wx' })
  return holder
}

/** A refusal because the vault is open elsewhere, with the words of who holds it; any other error as it is. */
export async function namingHolder(dir: string, thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof HoldfastError) || thrown.code !== 'VAULT_IN_USE') return thrown
  // Who has just won the lock says so a moment later.
  let holder = ''
  for (let tries = 0; tries < 20 && holder === ''; tries++) {
    if (tries > 0) await wait(50)
    const text = await readRegular(join(dir, holderName), 4096).catch(() => '')
    holder = (text.toString('utf8').split('\n', 1)[0] ?? '').trim().slice(0, 200)
  }
  const who = holder === '' ? 'another program' : holder
  return new HoldfastError(
    'VAULT_IN_USE',
    `The vault is open already: ${who} holds it.`,
    'Lock or close it there, then try again.',
    thrown,
  )
}
