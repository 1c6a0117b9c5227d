import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../electron/core/app.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { frozenPassphrase } from '../migrations/frozen.ts'
import { other } from '../support/command.ts'
import { passphrase, testPorts, type TestApp } from '../support/app.ts'
import { aReport } from '../support/builders.ts'

// Acts on a whole vault that something happens to halfway: what each begins with, how it is done, and how to tell afterwards that
// the vault is as it was before or as it is after.

export const actNames = ['upgrade', 'recover', 'revoke', 'restore'] as const
export type Act = (typeof actNames)[number]
export type Call = TestApp['call']

/** The passphrase that a recovery sheet sets. */
export const recovered = 'seven lanterns over quiet water'

/** The vault of an act, in the folder in which everything of it lies: the home too. */
export const vaultOf = (folder: string, act: Act): string =>
  join(folder, act === 'upgrade' ? 'vault' : 'place/V.holdfast')

/** A core at the home in a folder, as another start of the program has it. */
export async function atHome<T>(folder: string, work: (call: Call) => Promise<T>): Promise<T> {
  const app = createApp(testPorts(folder))
  try {
    return await work((name, input, { signal = new AbortController().signal, progress = () => undefined } = {}) =>
      app.call(name, input, { signal, progress }),
    )
  } finally {
    await app.close()
  }
}

/** Opens the vault of an act and does it. `words` are those of the recovery sheet. */
export async function carryOut(call: Call, folder: string, act: Act, words: string): Promise<void> {
  const dir = vaultOf(folder, act)
  if (act === 'recover') {
    await call('vault.recover', { dir, words, passphrase: recovered, sheet: 'next' })
  } else if (act === 'restore') {
    const meant = { replace: true, supersedes: true, reason: 'The office burnt down.' }
    await call('vault.restore', { from: join(folder, 'stick'), to: dir, passphrase, ...meant })
  } else if (act === 'revoke') {
    await call('vault.unlock', { dir, passphrase })
    const member = (await call('member.list', {})).items.find(({ name }) => name === other.name)?.id ?? ''
    await call('member.revoke', { member, reason: 'Left the team.', sheet: 'next' })
  } else {
    const { upgrade, mustCompare, fingerprint } = await call('vault.unlock', { dir, passphrase: frozenPassphrase })
    if (mustCompare) await call('vault.acceptFingerprint', { fingerprint: fingerprint.sha256 })
    if (upgrade) await call('vault.upgrade', { sheet: 'none' })
    else if ((await call('vault.info', {})).form < 3) await call('vault.giveIdentity', { sheet: 'none' })
  }
}

/** Whether a passphrase opens the vault as it lies; what else keeps it shut is thrown. */
async function opens(call: Call, dir: string, words: string): Promise<boolean> {
  try {
    await call('vault.unlock', { dir, passphrase: words })
    return true
  } catch (thrown) {
    if (thrown instanceof HoldfastError && thrown.code === 'WRONG_PASSPHRASE') return false
    throw thrown
  }
}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}

/** How many reports the vault of an act has before it, and after it; one more may be recorded then. */
export interface Counted {
  before: number
  after: number
}

/**
 * Whether the act is done, by all that the vault shows; throws what does not fit together: neither the state before nor the one
 * after, or a mixture of both.
 */
async function look(call: Call, folder: string, act: Act, { before, after }: Counted): Promise<boolean> {
  const dir = vaultOf(folder, act)
  const reports = async (): Promise<number> => (await call('vault.info', {})).counts?.reports ?? -1
  const sound = async (): Promise<void> => {
    const [problem] = (await call('ledger.audit', {})).problems
    must(problem === undefined, `audit: ${problem?.where}: ${problem?.message}`)
  }
  if (act === 'restore') {
    const aside = readdirSync(join(folder, 'place')).filter((name) => name.includes('.before-'))
    if (!existsSync(dir)) {
      must(aside.length === 1, 'the vault is gone')
      const gone: unknown = await call('vault.unlock', { dir, passphrase }).catch((thrown: unknown) => thrown)
      must(gone instanceof HoldfastError && gone.message.includes(aside[0] ?? '?'), `says ${String(gone)}`)
      return false
    }
    must(await opens(call, dir, passphrase), 'the passphrase opens it no more')
    const found = await reports()
    must(found >= before || found === after || found === after + 1, `${found} reports`)
    await sound()
    if (found >= before) return false
    await call('vault.lock', {})
    // What was left behind is whole beside it.
    must(await opens(call, join(folder, 'place', aside[0] ?? ''), passphrase), 'what was moved aside does not open')
    must((await reports()) >= before, 'something of what was moved aside is lost')
    return true
  }
  const old = act === 'upgrade' ? frozenPassphrase : passphrase
  const byNew = act === 'recover' && (await opens(call, dir, recovered))
  must(byNew || (await opens(call, dir, old)), 'no passphrase opens it')
  must((await reports()) >= before, 'a report is lost')
  await sound()
  if (act === 'upgrade') return (await call('vault.info', {})).form === 3
  if (act === 'recover') {
    if (byNew) must(!(await opens(call, dir, old)), 'the old passphrase opens it beside the new one')
    return byNew
  }
  const state = (await call('member.list', {})).items.find(({ name }) => name === other.name)?.state
  must(
    (state === 'revoked') === !(await opens(call, dir, other.passphrase)),
    `${state}, and the passphrase says otherwise`,
  )
  return state === 'revoked'
}

/** What may lie in a vault's folder that is shut. */
const proper = new Set(['blobs', 'quarantine', 'vault.db', 'vault.json', 'lock'])

/**
 * Looks at what an act left that was cut off or refused, does it again where it was not done, works in the vault and looks once
 * more. Gives what is wrong, in words; undefined where all is well.
 */
export async function settle(
  folder: string,
  act: Act,
  words: string,
  counted: Counted,
  acknowledged: boolean,
): Promise<string | undefined> {
  const dir = vaultOf(folder, act)
  try {
    const done = await atHome(folder, (call) => look(call, folder, act, counted))
    must(done || !acknowledged, 'it was acknowledged, and is not done')
    await atHome(folder, async (call) => {
      if (!done) await carryOut(call, folder, act, words)
    })
    await atHome(folder, async (call) => {
      must(await look(call, folder, act, counted), 'done again, it is not done')
      const last = act === 'recover' ? recovered : act === 'upgrade' ? frozenPassphrase : passphrase
      const { fault } = await call('vault.unlock', { dir, passphrase: last })
      must(fault === null, `open for reading only: ${fault}`)
      await call('report.add', aReport())
    })
    const odd = readdirSync(dir).filter((name) => !proper.has(name))
    must(odd.length === 0, `left ${odd.join()} in the vault`)
    // An empty folder may be that of a restore that has just begun: it stays.
    const parts = readdirSync(join(dir, '..'), { withFileTypes: true })
      .filter(
        (one) =>
          one.name.endsWith('.part') &&
          !(one.isDirectory() && readdirSync(join(one.parentPath, one.name)).length === 0),
      )
      .map(({ name }) => name)
    must(parts.length === 0, `left ${parts.join()} beside the vault`)
    return undefined
  } catch (thrown) {
    const { message } = thrown as Error
    return thrown instanceof HoldfastError ? `${thrown.code}: ${message}` : message
  }
}
