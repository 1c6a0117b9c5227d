import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measured, times } from './measure.ts'
import { canTrace } from './power/record.ts'
import { examine, readAcknowledged, work, writeEvidence, type Step } from './working.ts'

// Every call to the disk of a run of commands fails in turn. strace puts the error in the place of the call, so the real
// code, SQLite's too, meets what a failing disk would say. It counts the calls of each thread for itself; with one
// thread for files beside the main one, the n-th call is the n-th of SQLite and the n-th of everything else; the calls of
// SQLite are also refused alone, so that its later ones have their turn in a process that dies with the first refusal.

const steps: Step[] = ['unlock', 'report', 'small', 'note', 'passphrase', 'large', 'change', 'audit', 'report', 'lock']
const folder = mkdtempSync(join(tmpdir(), 'holdfast-io-'))
const original = join(folder, 'original')
const traced = canTrace()
beforeAll(async () => {
  mkdirSync(join(original, 'vault'), { recursive: true })
  writeEvidence(original)
  const { complained, printed } = await work(original, ['create', 'report', 'promote', 'small', 'note', 'lock'])
  expect([complained, printed.includes('failed')]).toEqual(['', false])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Where = 'database' | 'vault'

/** One run in which the n-th of some calls fails. Returns whether one was refused, and what is wrong afterwards. */
async function run(
  where: Where,
  calls: string,
  error: string,
  nth: number,
  killed: boolean,
): Promise<{ refused: boolean; wrong: string | undefined }> {
  const [copy, trace] = [join(folder, 'copy'), join(folder, 'trace')]
  rmSync(copy, { recursive: true, force: true })
  cpSync(original, copy, { recursive: true })
  const vault = join(copy, 'vault/V.holdfast')
  const only = where === 'database' ? ['vault.db', 'vault.db-wal'].flatMap((name) => ['-P', join(vault, name)]) : []
  const inject = `inject=${calls}:error=${error}:when=${nth}`
  const { printed, complained, status } = await work(copy, steps, {
    under: ['strace', '-f', '--seccomp-bpf', '-y', '-o', trace, ...only, '-e', `trace=${calls}`, '-e', inject],
    env: { UV_THREADPOOL_SIZE: '1', WORK: killed ? 'die' : '' },
  })
  const refused = readFileSync(trace, 'utf8').includes('(INJECTED)')
  const lines = readAcknowledged(printed)
  const failed = lines.filter((line) => 'failed' in line)
  const clear = new Set(['VAULT_LOCKED', ...(error === 'ENOSPC' ? ['DISK_FULL'] : ['IO', 'NOT_CONFIRMED'])])
  // What a page holds that could not be read, the cipher cannot tell from what it did not write.
  if (calls === 'pread64') clear.add('VAULT_DAMAGED')
  const strange = failed.find((line) => !clear.has(line.failed))
  // What an audit records of itself is no step of its own: that it was not confirmed is said by the step after it.
  const unsure = 'The disk did not confirm'
  const underWay = failed.some((line) => line.failed === 'NOT_CONFIRMED' || line.message.startsWith(unsure))
  const wrong =
    complained !== '' || (status !== 0 && !(killed && failed.length > 0))
      ? `ended with ${status}: ${complained}`
      : strange
        ? `${strange.step}: ${strange.failed} ${strange.message}`
        : (await examine(vault, { lines, underWay })).wrong
  return {
    refused,
    wrong: wrong && `${wrong} (${failed.map(({ step, message }) => `${step}: ${message}`).join('; ')})`,
  }
}

const cases: [where: Where, calls: string, error: string][] = [
  ['database', 'fsync,fdatasync', 'EIO'],
  ['database', 'pwrite64', 'EIO'],
  ['database', 'pwrite64', 'ENOSPC'],
  ['database', 'pread64', 'EIO'],
  ['vault', 'fsync,fdatasync', 'EIO'],
  ['vault', 'writev', 'EIO'],
  ['vault', 'writev', 'ENOSPC'],
  ['vault', 'ftruncate', 'EIO'],
  ['vault', 'rename', 'EIO'],
  ['vault', 'mkdir', 'ENOSPC'],
]

test.for(cases)(
  '%s: %s answers %s, once in each place (needs strace)',
  { timeout: 1_800_000 },
  async (row, context) => {
    const [where, calls, error] = row
    context.skip(!traced, 'strace is not here, or may not trace')
    const began = performance.now()
    const bad: string[] = []
    let tried = 0
    // A part of the tries begins at the first commit of the run, where a refusal costs most.
    const places = Array.from({ length: times(60, 1) }, (_, i) => times(0, 2) + i + 1)
    // In a part every other process dies of it, and the others go on.
    for (const killed of times(1, 0) ? [false, true] : [cases.indexOf(row) % 2 === 1]) {
      for (const nth of places) {
        const { refused, wrong } = await run(where, calls, error, nth, killed)
        if (!refused) break
        tried++
        if (wrong !== undefined) bad.push(`${calls} ${error} ${nth}${killed ? ' and killed' : ''}: ${wrong}`)
      }
    }
    measured({ fault: `${calls} of the ${where} answers ${error}`, tried, bad: bad.length }, began)
    expect(bad).toEqual([])
  },
)
