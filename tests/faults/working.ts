import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../electron/core/app.ts'
import { HoldfastError, toFailure, type ErrorCode } from '../../shared/kernel/errors.ts'
import { passphrase, testPorts } from '../support/app.ts'
import { compileCache } from '../support/command.ts'

/** What the working process does; each is one call of the contract. */
export type Step =
  | 'create'
  | 'unlock'
  | 'lock'
  | 'report'
  | 'promote'
  | 'small'
  | 'large'
  | 'note'
  | 'change'
  | 'import'
  | 'passphrase'
  | 'packet'
  | 'audit'
  | 'compact'
  | 'rekey'

/** A line of the working process, written once the call has returned. */
export type Acknowledged =
  /** Done: how many entries the ledger has then, and the hash of the last one. */
  { step: Step; size: number; last: string; passphrase: string } | { step: Step; failed: ErrorCode; message: string }

/** The passphrase after a number of changes. */
export const nthPassphrase = (n: number): string => (n === 0 ? passphrase : `${passphrase} ${n}`)

/** Puts the files that the working process keeps into a folder. */
export function writeEvidence(folder: string): void {
  writeFileSync(join(folder, 'small.bin'), randomBytes(900))
  writeFileSync(join(folder, 'large.bin'), randomBytes(1_200_000))
  for (let nth = 0; nth < manyTables; nth++) {
    const rows = Array.from({ length: 600 }, (_, i) => `row ${nth * 600 + i}`)
    writeFileSync(join(folder, manyOf(nth)), `n\n${rows.join('\n')}\n`)
  }
}

/** A table that comes a second time is passed over: each import takes another one. */
const manyTables = 24

/** Name of the table for the `nth` import, counted from 0. */
export const manyOf = (nth: number): string => `many-${nth % manyTables}.csv`

/** A process that does the steps on `folder/vault/V.holdfast` and acknowledges each on its standard output. */
export function startWorking(
  folder: string,
  steps: readonly Step[],
  { under = [], env = {} }: { under?: readonly string[]; env?: Record<string, string> } = {},
): ChildProcessWithoutNullStreams {
  const fixture = join(import.meta.dirname, 'working.fixture.ts')
  const words: string[] = [...under, process.execPath, fixture, folder, steps.join(',')]
  return spawn(words[0] ?? '', words.slice(1), {
    env: { ...process.env, ...compileCache, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', ...env },
  })
}

/** Whole lines only: one without its end was not acknowledged. */
export const readAcknowledged = (printed: string): Acknowledged[] =>
  printed
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Acknowledged)

/** Runs the steps to their end. */
export async function work(
  folder: string,
  steps: readonly Step[],
  options: Parameters<typeof startWorking>[2] = {},
): Promise<{ printed: string; complained: string; status: number | null }> {
  const child = startWorking(folder, steps, options)
  let [printed, complained] = ['', '']
  child.stdout.on('data', (part: Buffer) => (printed += part.toString()))
  child.stderr.on('data', (part: Buffer) => (complained += part.toString()))
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { printed, complained, status }
}

/** What a vault is opened for after something happened to it. */
export interface Expected {
  /** What was acknowledged. */
  lines: readonly Acknowledged[]
  /** Whether a call may have been under way: then it may be there, or not. */
  underWay?: boolean
  /** How often the passphrase had been changed before the first line. */
  changes?: number
}

/**
 * Opens a vault that something happened to and compares it with what was acknowledged. `wrong` says in words what is
 * lost or damaged; it is undefined when every acknowledged call is there, the audit is green and every blob belongs to
 * an exhibit. Only a vault whose making was not acknowledged may be none. Also says how often the passphrase was changed.
 */
export async function examine(
  dir: string,
  { lines, underWay = true, changes = 0 }: Expected,
): Promise<{ wrong: string | undefined; changes: number }> {
  const kept = lines.filter((line) => 'last' in line).filter(({ size }) => size > 0)
  const newest = kept.at(-1)
  const known = changes + kept.filter(({ step }) => step === 'passphrase').length
  const home = mkdtempSync(join(tmpdir(), 'holdfast-examine-'))
  const app = createApp(testPorts(home))
  const quiet = { signal: new AbortController().signal, progress: (): void => undefined }
  const unlock = async (n: number): Promise<number> => {
    try {
      await app.call('vault.unlock', { dir, passphrase: nthPassphrase(n) }, quiet)
      return n
    } catch (thrown) {
      const next = underWay && n === known && thrown instanceof HoldfastError && thrown.code === 'WRONG_PASSPHRASE'
      if (!next) throw thrown
      return unlock(n + 1)
    }
  }
  try {
    const opened = await unlock(known)
    const { problems, exhibits, entries } = await app.call('ledger.audit', {}, quiet)
    const blobs = globSync('blobs/*/*', { cwd: dir }).length
    const [problem] = problems
    let wrong: string | undefined
    if (problem) wrong = `audit: ${problem.code} ${problem.where}: ${problem.message}`
    else if (blobs !== exhibits) wrong = `${blobs} blobs for ${exhibits} exhibits`
    else if (newest) {
      const { rows } = await app.call('ledger.list', { limit: 1, before: newest.size }, quiet)
      if (entries < newest.size) wrong = `${entries} entries where ${newest.size} were acknowledged`
      else if (!underWay && entries > newest.size)
        wrong = `${entries - newest.size} entries of what was refused are there`
      else if (rows[0]?.hash !== newest.last) wrong = `entry ${newest.size - 1} is another one`
    }
    return { wrong, changes: opened }
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    const none = !newest && code === 'NOT_A_VAULT'
    return { wrong: none ? undefined : `does not open: ${code} ${message}`, changes: known }
  } finally {
    await app.close()
    rmSync(home, { recursive: true, force: true })
  }
}
