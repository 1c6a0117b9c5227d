import { createHash } from 'node:crypto'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { passphrase, testApp } from '../support/app.ts'
import { measured } from './measure.ts'
import { canTrace } from './power/record.ts'
import { readAcknowledged, work, writeEvidence } from './working.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-packet-cut-'))
const vault = join(folder, 'vault')
mkdirSync(vault)
writeEvidence(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a packet whose building was killed between the record and its name gets the name at the next opening (needs strace)', async (context) => {
  context.skip(!canTrace(), 'strace is not here, or may not trace')
  const began = performance.now()
  // The name is given by `link`, which the process does not survive.
  const under = ['strace', '-f', '-o', '/dev/null', '-e', 'trace=link,linkat']
  under.push('-e', 'inject=link,linkat:error=EIO:signal=SIGKILL')
  const { printed } = await work(folder, ['create', 'report', 'promote', 'small', 'packet'], { under })
  expect(readAcknowledged(printed).map(({ step }) => step)).toEqual(['create', 'report', 'promote', 'small'])
  expect(globSync('*.{pdf,part}', { cwd: vault })).toEqual([expect.stringMatching(/^holdfast-.*part$/)])

  const app = testApp()
  try {
    const { notices } = await app.call('vault.unlock', { dir: join(vault, 'V.holdfast'), passphrase })
    const [packet] = (await app.call('packet.list', { case: '2026-001' })).items
    const files = globSync('*.{pdf,part}', { cwd: vault })
    measured({ fault: 'packet cut before its name', tried: 1, bad: files.length === 1 && packet ? 0 : 1 }, began)
    expect(notices).toContainEqual(expect.stringContaining(packet?.file ?? 'no packet was recorded'))
    expect(files).toEqual(['packet-5.pdf'])
    const bytes = readFileSync(join(vault, 'packet-5.pdf'))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(packet?.sha256)
    await app.call('vault.lock', {})
    expect((await app.call('vault.unlock', { dir: join(vault, 'V.holdfast'), passphrase })).notices).toEqual([])
  } finally {
    await app.end()
  }
}, 60_000)
