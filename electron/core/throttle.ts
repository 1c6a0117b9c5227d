import { count } from '../../shared/kernel/show.ts'
import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Instant, Sha256 } from '../../shared/contract/fields.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports } from './ports.ts'
import { makePrivateFolder, readRegular, sha256Hex, writeAtomically } from './record/vault/index.ts'

const fileName = '.failed-attempts.json'
const free = 3
const longest = 60_000

/** Attempts in a row that did not open a vault: how many, the first and the last of them. */
const Failed = z.strictObject({ count: z.int().min(1), since: Instant, last: Instant })
export type Failed = z.infer<typeof Failed>
const Attempts = z.record(Sha256, Failed)

/** Milliseconds to wait after so many failures in a row: none, none, 1 s, 2 s, … 60 s. */
const delayAfter = (count: number): number => (count < free ? 0 : Math.min(longest, 1000 * 2 ** (count - free)))

/**
 * Slows down guessing at the keyboard: runs `attempt` unless the failures before it are too fresh, and counts it when its
 * passphrase or sheet opens nothing. What failed is given to `attempt`, to be put on record, and forgotten once it opens,
 * unless `forgets` is false: where a vault is open already, what failed is told when it is opened next.
 * Fails with TOO_MANY_ATTEMPTS before any key is derived. The count lies beside the list of known vaults: somebody who
 * has the files guesses without Holdfast, and only a strong passphrase stands against that.
 */
export async function throttled<T>(
  { home, clock, log }: Pick<Ports, 'home' | 'clock' | 'log'>,
  dir: string,
  attempt: (failed: Failed | undefined) => Promise<T>,
  forgets = true,
): Promise<T> {
  const key = await keyOf(dir)
  const attempts = await readAttempts(home)
  const write = async (failed: Failed | undefined): Promise<void> => {
    const { [key]: _, ...others } = attempts
    await makePrivateFolder(home)
    await writeAtomically(join(home, fileName), JSON.stringify(failed ? { ...others, [key]: failed } : others))
  }
  // A home that cannot be written must not keep a person out of the vault.
  const keep = (failed: Failed | undefined): Promise<void> =>
    write(failed).catch(() => log('failed attempts could not be counted'))

  const failed = attempts[key]
  const now = clock.now()
  if (failed) {
    // A clock that was put back would otherwise lock people out for as long as it was put back by.
    const last = Math.min(now, Date.parse(failed.last))
    if (last < Date.parse(failed.last)) await keep({ ...failed, last: new Date(last).toISOString() })
    const until = last + delayAfter(failed.count)
    if (now < until) throw tooMany(failed.count, now, until)
  }
  let opened: T
  try {
    opened = await attempt(failed)
  } catch (thrown) {
    if (thrown instanceof HoldfastError && thrown.code === 'WRONG_PASSPHRASE') {
      const last = new Date(clock.now()).toISOString()
      await keep({ count: (failed?.count ?? 0) + 1, since: failed?.since ?? last, last })
    }
    throw thrown
  }
  if (failed && forgets) await keep(undefined)
  return opened
}

/** Failed attempts in a row on a vault, and until when (an instant) the next one is refused; null: it is not. */
export async function failedAttempts(
  { home, clock }: Pick<Ports, 'home' | 'clock'>,
  dir: string,
): Promise<{ count: number; until: string | null }> {
  const failed = (await readAttempts(home))[await keyOf(dir)]
  if (!failed) return { count: 0, until: null }
  const now = clock.now()
  const until = Math.min(now, Date.parse(failed.last)) + delayAfter(failed.count)
  return { count: failed.count, until: now < until ? new Date(until).toISOString() : null }
}

/** One folder is one key, by whichever name it is reached. */
async function keyOf(dir: string): Promise<string> {
  const path = resolve(dir)
  return sha256Hex(await realpath(path).catch(() => path))
}

const tooMany = (failed: number, now: number, until: number): HoldfastError =>
  new HoldfastError(
    'TOO_MANY_ATTEMPTS',
    `${count(failed, 'attempt')} in a row did not open this vault; the next one is possible in ${Math.ceil((until - now) / 1000)} s, at ${new Date(until).toISOString().slice(11, 19)} UTC.`,
    'Wait until then. If the passphrase is lost, use the recovery sheet or ask an administrator of the vault.',
  )

/** What cannot be read counts nothing: the file is a brake, not a record. */
async function readAttempts(home: string): Promise<Record<string, Failed>> {
  try {
    return Attempts.parse(JSON.parse((await readRegular(join(home, fileName), 1 << 20)).toString('utf8')))
  } catch {
    return {}
  }
}
