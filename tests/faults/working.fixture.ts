import { existsSync, readSync, writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { createApp } from '../../electron/core/app.ts'
import { toFailure } from '../../shared/kernel/errors.ts'
import { testPorts } from '../support/app.ts'
import { report } from '../support/command.ts'
import { manyOf, nthPassphrase, type Acknowledged, type Step } from './working.ts'

// A process at work on a vault. `WORK=loop` repeats the steps after the first until it is killed, beginning when it reads
// how often the passphrase was changed; otherwise it goes through them once; with `WORK=die` it kills itself when one fails. A step that fails is acknowledged as failed, and the next one is tried.

const [folder = '', plan = ''] = process.argv.slice(2)
const steps = plan.split(',') as Step[]
const app = createApp(testPorts(folder))
const quiet = { signal: new AbortController().signal, progress: (): void => undefined }
const dir = join(folder, 'vault/V.holdfast')
let changes = Number(process.env['CHANGES'] ?? 0)
const note: { note: string | undefined; base: number } = { note: undefined, base: 0 }
let caseNumber = '2026-001'
let count = 0
// Each process of a run begins with another table.
let imports = process.pid

const todo: Record<Step, () => Promise<unknown>> = {
  create: () =>
    app.call('vault.create', { dir, name: 'V', member: 'R. Okafor', passphrase: nthPassphrase(changes) }, quiet),
  unlock: () => app.call('vault.unlock', { dir, passphrase: nthPassphrase(changes) }, quiet),
  lock: () => app.call('vault.lock', {}, quiet),
  report: () => app.call('report.add', { ...report, narrative: `${report.narrative} ${count}` }, quiet),
  promote: async () => {
    const [newest] = (await app.call('report.list', { disposition: 'all', limit: 1 }, quiet)).items
    const opened = await app.call(
      'report.promote',
      { report: newest?.number ?? 'R-0001', title: 'T', owner: 'R. Okafor' },
      quiet,
    )
    caseNumber = opened.case
  },
  small: () => app.call('exhibit.add', { case: caseNumber, files: [join(folder, 'small.bin')] }, quiet),
  large: () => app.call('exhibit.add', { case: caseNumber, files: [join(folder, 'large.bin')] }, quiet),
  note: async () => {
    const content = [{ type: 'paragraph', content: [{ type: 'text', text: `Words ${count}. `.repeat(200) }] }]
    const saved = await app.call(
      'note.save',
      { case: caseNumber, ...note, title: 'N', body: { type: 'doc', content } },
      quiet,
    )
    Object.assign(note, { note: saved.note, base: saved.revision })
  },
  change: () => app.call('case.change', { case: caseNumber, title: `Title ${count}` }, quiet),
  audit: () => app.call('ledger.audit', {}, quiet),
  compact: () => app.call('vault.compact', {}, quiet),
  rekey: () => app.call('vault.rekey', {}, quiet),
  import: () => app.call('report.import', { file: join(folder, manyOf(imports++)), map: { narrative: 'n' } }, quiet),
  passphrase: async () => {
    const [current, next] = [nthPassphrase(changes), nthPassphrase(changes + 1)]
    await app.call('vault.changePassphrase', { current, next }, quiet)
    changes++
  },
  packet: () =>
    app.call(
      'packet.build',
      { case: caseNumber, recipient: 'Counsel', purpose: 'P', out: join(folder, `vault/packet-${count}.pdf`) },
      quiet,
    ),
}

async function doStep(step: Step): Promise<Acknowledged> {
  count++
  try {
    await todo[step]()
    if (step === 'lock') return { step, ...newest, passphrase: nthPassphrase(changes) }
    const { rows, total } = await app.call('ledger.list', { limit: 1 }, quiet)
    newest = { size: total, last: rows[0]?.hash ?? '' }
    return { step, ...newest, passphrase: nthPassphrase(changes) }
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    return { step, failed: code, message: code === 'INTERNAL' ? `${message} ${String(thrown)}` : message }
  }
}

let newest = { size: 0, last: '' }
// Written to the pipe at once: an acknowledgement that waits in a buffer would be lost with the process.
const acknowledge = (line: Acknowledged): number => writeSync(1, `${JSON.stringify(line)}\n`)

if (process.env['WORK'] === 'loop') {
  const word = Buffer.alloc(16)
  changes = Number(word.toString('utf8', 0, readSync(0, word)))
  acknowledge(await doStep(steps[0] ?? 'unlock'))
  // Usually written at the end, which never comes here; with it the next process starts in half the time.
  flushCompileCache()
  for (;;) {
    const step = steps[1 + Math.floor(Math.random() * (steps.length - 1))]
    if (step) acknowledge(await doStep(step))
  }
}
for (const step of steps) {
  const line = await doStep(step)
  acknowledge(line)
  if ('failed' in line && process.env['WORK'] === 'die') process.kill(process.pid, 'SIGKILL')
  if ('failed' in line && (step === 'create' || step === 'unlock') && !existsSync(join(dir, 'vault.json'))) break
}
await app.close().catch((thrown: unknown) => acknowledge({ step: 'lock', failed: toFailure(thrown).code, message: '' }))
