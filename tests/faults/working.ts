import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../electron/core/app.ts'
import { HoldfastError, type ErrorCode } from '../../shared/kernel/errors.ts'
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
  const rows = Array.from({ length: 600 }, (_, i) => `row ${i}`)
  writeFileSync(join(folder, 'many.csv'), `n\n${rows.join('\n')}\n`)
}

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

/**
 * Opens a vault that something happened to and compares it with what was acknowledged. Returns what is wrong in words;
 * undefined when every acknowledged call is there, the audit is green and every blob belongs to an exhibit. Only a
 * vault whose making was not acknowledged may be none. When no call was `underWay`, nothing else may be there either.
 */
export async function lost(dir: string, lines: readonly Acknowledged[], underWay = true): Promise<string | undefined> {
  const kept = lines.filter((line) => 'last' in line)
  const newest = kept.at(-1)
  const home = mkdtempSync(join(tmpdir(), 'holdfast-lost-'))
  const app = createApp(testPorts(home))
  const quiet = { signal: new AbortController().signal, progress: (): void => undefined }
  try {
    const changes = kept.filter(({ step }) => step === 'passphrase').length
    const tried = [newest?.passphrase ?? passphrase, nthPassphrase(changes + 1)]
    for (const [index, one] of tried.entries()) {
      try {
        await app.call('vault.unlock', { dir, passphrase: one }, quiet)
        break
      } catch (thrown) {
        if (!(thrown instanceof HoldfastError)) throw thrown
        // The change of passphrase that was under way may have been reached.
        if (thrown.code === 'WRONG_PASSPHRASE' && index === 0 && underWay) continue
        if (!newest && thrown.code === 'NOT_A_VAULT') return undefined
        return `does not open: ${thrown.code} ${thrown.message}`
      }
    }
    const { problems, exhibits, entries } = await app.call('ledger.audit', {}, quiet)
    const [problem] = problems
    if (problem) return `audit: ${problem.code} ${problem.where}: ${problem.message}`
    const blobs = globSync('blobs/*/*', { cwd: dir }).length
    if (blobs !== exhibits) return `${blobs} blobs for ${exhibits} exhibits`
    if (!newest) return undefined
    if (!underWay && entries > newest.size) return `${entries - newest.size} entries of what was refused are there`
    if (entries < newest.size) return `${entries} entries where ${newest.size} were acknowledged`
    const { rows } = await app.call('ledger.list', { limit: 1, before: newest.size }, quiet)
    return rows[0]?.hash === newest.last ? undefined : `entry ${newest.size - 1} is another one`
  } finally {
    await app.close()
    rmSync(home, { recursive: true, force: true })
  }
}
