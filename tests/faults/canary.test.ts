import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesHolding, filesIn } from '../e2e/canary.ts'
import { passphrase, testApp } from '../support/app.ts'
import { desk, makeVault, report, type Desk } from '../support/command.ts'

// A text that stands nowhere else is put in every place where people put words. Afterwards it is looked for in every
// file that Holdfast could have written, in every form in which it could lie there.

const canary = 'Zaunkönig-Überfahrt-7391'
const marked = (what: string): string => `${what} ${canary}`

let at: Desk
let vault = ''
beforeAll(async () => {
  at = desk()
  vault = at.file('Field.holdfast')
  await makeVault(vault)
})
afterAll(() => at.clear())

/** What Holdfast wrote or could have written: the vault, its home, the folder for temporary files. */
const written = (): string[] => [vault, at.home, at.temporary]

const found = (): string[] => filesHolding([canary, passphrase], written())

test('the search finds what lies there, in each form', () => {
  for (const [name, content] of Object.entries({
    utf8: marked('in'),
    utf16: Buffer.from(marked('in'), 'utf16le'),
    base64: Buffer.from(marked('in')).toString('base64'),
  })) {
    const planted = at.file(`temporary/${name}`, content)
    expect(found(), name).toContain(planted)
  }
  for (const name of ['utf8', 'utf16', 'base64']) at.file(`temporary/${name}`, '')
})

test('after a session through the command line, no word of the case and no passphrase is in a file', () => {
  const words = {
    ...report,
    narrative: marked('He said'),
    reporter: { name: marked('R.') },
    place: { name: marked('Gate') },
    fields: { [marked('field')]: marked('value') },
  }
  const evidence = at.file(`${canary}.txt`, marked('Evidence'))
  const note = marked('Note')
  const csv = `What\n${marked('A row')}\n`
  const done = [
    at.run(['report', 'add', vault, '--file', '-'], { input: JSON.stringify(words) }),
    at.run(['report', 'import', vault, at.file('r.csv', csv), '--map', at.file('m.json', '{"narrative":"What"}')]),
    at.run(['report', 'promote', vault, 'R-0001', '--title', marked('Case'), '--owner', 'R. Okafor']),
    at.run(['exhibit', 'add', vault, '2026-001', evidence, '--description', marked('Shown'), '--place', marked('At')]),
    at.run(['note', 'add', vault, '2026-001', '--text', '-'], { input: note }),
    at.run(['case', 'show', vault, '2026-001']),
    at.run(['exhibit', 'verify', vault, '2026-001']),
    at.run(['packet', 'build', vault, '2026-001', '--recipient', 'R', '--purpose', canary, '--out', at.file('p.pdf')]),
    at.run(['packet', 'verify', at.file('p.pdf')]),
    at.run(['vault', 'audit', vault]),
    // Refused: what was given must not stay anywhere either.
    at.run(['report', 'add', vault, '--file', '-'], { input: `{"${canary}":` }),
    at.run(['vault', 'info', vault, '--passphrase-file', at.file('wrong.txt', canary)]),
  ]
  expect(done.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3])
  expect(done[5]?.stdout, 'the canary did go in').toContain(canary)
  expect(found()).toEqual([])
})

// Holds everything in the write-ahead log and among the drafts, and is killed there.
const session = `
import { createApp } from ${JSON.stringify(join(import.meta.dirname, '../../electron/core/app.ts'))}
import { nodePorts } from ${JSON.stringify(join(import.meta.dirname, '../../electron/hosts/node-ports.ts'))}
const { dir, home, root, passphrase, canary, report } = JSON.parse(process.env.SESSION)
const ports = nodePorts({ root, version: '0', built: false }, { home, idleMinutes: 0 }, { host: 'desktop', showFile: async () => {} })
const app = createApp(ports)
const call = (name, input) => app.call(name, input, { signal: new AbortController().signal, progress: () => {} })
await call('vault.unlock', { dir, passphrase })
await call('draft.put', { key: 'note ' + canary, body: { words: canary } })
await call('report.add', report)
await call('note.save', { case: '2026-001', title: canary, body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: canary }] }] } })
console.log('recorded')
setInterval(() => {}, 1000)
`

test('a draft, a report and a note leave no trace when the process is killed with its log left behind', async () => {
  const given = {
    dir: vault,
    home: join(at.home, 'Holdfast'),
    root: join(import.meta.dirname, '../..'),
    passphrase,
    canary,
    report: { ...report, narrative: canary },
  }
  const { HOLDFAST_PASSPHRASE: _, ...env } = at.env
  const child = spawn(process.execPath, ['--input-type=module', '--eval', session], {
    env: { ...env, SESSION: JSON.stringify(given) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve).once('end', resolve))
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
  expect(filesIn(vault).some((file) => file.endsWith('vault.db-wal'))).toBe(true)
  expect(filesIn(at.home).length, 'the list of known vaults').toBeGreaterThan(0)
  expect(found()).toEqual([])

  const app = testApp()
  try {
    await app.call('vault.unlock', { dir: vault, passphrase })
    const { body } = await app.call('draft.get', { key: `note ${canary}` })
    expect(body, 'it was in the log').toEqual({ words: canary })
  } finally {
    await app.end()
  }
  expect(found()).toEqual([])
})
