import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { strace } from '../e2e/capture.ts'
import { newCase, testApp } from '../support/app.ts'
import { ask, hasReferee, isThere, real } from './real.ts'

// Other people's scans, with the text that stands on them: how many letters are read wrong, beside the same engine as a program of Debian's.

const full = process.env['HOLDFAST_FAULTS'] === 'full'

/** Each with the share of its letters that may be wrong. Turned ones, and whole pages of two columns, some seconds each, in full runs. */
const scans: readonly (readonly [name: string, text: string, most: number])[] = [
  ['phototest.tif', 'phototest.gold.txt', 0.01],
  ['eurotext.tif', 'eurotext.txt', 0.05],
  ...(full
    ? ([
        ['phototest-rotated-180.png', 'phototest.gold.txt', 0.02],
        ['phototest-rotated-L.png', 'phototest.gold.txt', 0.02],
        ['phototest-rotated-R.png', 'phototest.gold.txt', 0.02],
        ['8071_093.3B.tif', '8071_093.3B.txt', 0.12],
        ['8087_054.3B.tif', '8087_054.3B.txt', 0.12],
      ] as const)
    : []),
]

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Share of letters to be changed, added or taken away to make one text of the other (Levenshtein). */
function errorRate(read: string, right: string): number {
  const [a, b] = [[...plain(read)], [...plain(right)]]
  let row = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (const [i, letter] of a.entries()) {
    const next = [i + 1]
    for (const [j, other] of b.entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    row = next
  }
  return (row.at(-1) ?? 0) / b.length
}

it.runIf(isThere('ocr'))(
  'scans are read with few letters wrong',
  async () => {
    const test = testApp()
    try {
      const file = await newCase(test)
      const lines: string[] = []
      for (const [name, text, most] of scans) {
        const [added] = await test.call('exhibit.add', { case: file, files: [real(`ocr/${name}`)] })
        const exhibit = added?.number ?? ''
        const right = readFileSync(real(`ocr/${text}`), 'utf8')
        const read = await test.call('exhibit.ocr', { exhibit })
        const ours = errorRate(read.text, right)
        const theirs = hasReferee('tesseract')
          ? errorRate(
              ask('tesseract', real(`ocr/${name}`), '-', '--psm', name.includes('rotated') ? '1' : '3').said,
              right,
            )
          : Number.NaN
        lines.push(
          `${name}: ${ours.toFixed(4)} of letters wrong (${read.confidence} % sure), Debian’s tesseract ${theirs.toFixed(4)}`,
        )
        expect.soft(ours, name).toBeLessThan(most)
        await test.call('exhibit.close', { exhibit })
      }
      process.stderr.write(`${lines.join('\n')}\n`)
    } finally {
      await test.end()
    }
  },
  400_000,
)

it.runIf(isThere('ocr') && strace !== undefined)(
  'the process that reads opens no socket and writes no file',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-ocr-'))
    try {
      const log = join(folder, 'calls')
      const fixture = join(import.meta.dirname, 'ocr.fixture.ts')
      const picture = real('ocr/phototest.tif')
      const traced = 'socket,connect,sendto,sendmsg,openat,open,creat,rename,mkdir'
      const words = ['-f', '-qq', '-e', `trace=${traced}`, '-o', log, process.execPath, fixture, picture]
      const { stdout, status } = spawnSync(strace ?? '', words, { encoding: 'utf8', cwd: folder })
      expect(status).toBe(0)
      expect(stdout).toContain('quick brown dog')
      const calls = readFileSync(log, 'utf8').split('\n')
      expect(calls.some((call) => call.includes('eng.traineddata'))).toBe(true)
      expect(calls.filter((call) => /\b(?:socket|connect|sendto|sendmsg)\(/.test(call))).toEqual([])
      expect(
        calls.filter(
          (call) => /O_(?:WRONLY|RDWR|CREAT)|creat\(|rename\(|mkdir\(/.test(call) && !/\/dev\/|ENOENT/.test(call),
        ),
      ).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  120_000,
)
