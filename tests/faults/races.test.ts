import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { measured, times } from './measure.ts'
import {
  examine,
  readAcknowledged,
  startWorking,
  work,
  writeEvidence,
  type Acknowledged,
  type Step,
} from './working.ts'

// Two processes that begin at the same moment on the same folder.

const folder = mkdtempSync(join(tmpdir(), 'holdfast-races-'))
const dir = join(folder, 'vault/V.holdfast')
mkdirSync(join(folder, 'vault'))
writeEvidence(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts one process for each step, gives both the word at once, and returns the first line of each. */
async function race(first: Step, second: Step): Promise<[Acknowledged, Acknowledged]> {
  const children = [first, second].map((step) => startWorking(folder, [step, 'report'], { env: { WORK: 'loop' } }))
  const lines = children.map(async (child) => {
    let [printed, complained] = ['', '']
    child.stderr.on('data', (part: Buffer) => (complained += part.toString()))
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (part: Buffer) => {
        printed += part.toString()
        if (printed.includes('\n')) resolve()
      })
      child.on('close', () => reject(new Error(`it ended: ${complained}`)))
    })
    return readAcknowledged(printed.slice(0, printed.indexOf('\n') + 1))[0] as Acknowledged
  })
  try {
    // Both wait for the word by now, or are on their way to it.
    for (const child of children) child.stdin.write('0')
    return (await Promise.all(lines)) as [Acknowledged, Acknowledged]
  } finally {
    const ended = children.map((child) => new Promise((resolve) => child.on('close', resolve)))
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(ended)
  }
}

const failedWith = (line: Acknowledged): string | undefined => ('failed' in line ? line.failed : undefined)

test.each<[first: Step, second: Step, refused: string[]]>([
  ['unlock', 'unlock', ['VAULT_IN_USE']],
  ['create', 'create', ['ALREADY_EXISTS']],
  ['create', 'unlock', ['VAULT_IN_USE', 'NOT_A_VAULT']],
])(
  '%s and %s at once: one wins, the other is told why, and the vault is whole',
  async (first, second, refused) => {
    const began = performance.now()
    const tried = times(20, 2)
    const bad: string[] = []
    if (first === 'unlock') await work(folder, ['create', 'report', 'lock'])
    for (let round = 0; round < tried; round++) {
      if (first === 'create') rmSync(dir, { recursive: true, force: true })
      const lines = await race(first, second)
      const [winners, losers] = [lines.filter((line) => !failedWith(line)), lines.filter(failedWith)]
      const named = losers.every(
        (line) => !failedWith(line)?.includes('IN_USE') || ('message' in line && /process \d+ on /.test(line.message)),
      )
      const { wrong } = await examine(dir, { lines: winners })
      if (
        winners.length !== 1 ||
        losers.some((line) => !refused.includes(failedWith(line) ?? '')) ||
        !named ||
        wrong !== undefined
      )
        bad.push(`${JSON.stringify(lines)} ${wrong}`)
    }
    measured({ fault: `${first} and ${second} at once`, tried, bad: bad.length }, began)
    expect(bad).toEqual([])
  },
  600_000,
)
