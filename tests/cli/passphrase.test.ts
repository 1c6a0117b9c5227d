import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passphrase } from '../support/app.ts'
import { desk, makeVault, script, type Desk } from '../support/command.ts'

let at: Desk
let vault = ''

beforeAll(async () => {
  at = desk()
  vault = at.file('Field.holdfast')
  await makeVault(vault)
})
afterAll(() => at.clear())

test('the passphrase comes from a file, before the environment; its first line end is not part of it', () => {
  for (const end of ['', '\n', '\r\n']) {
    const file = at.file('passphrase.txt', passphrase + end)
    const info = at.run(['vault', 'info', vault, '--passphrase-file', file], {
      env: { HOLDFAST_PASSPHRASE: 'wrong one' },
    })
    expect(info.status).toBe(0)
  }
})

test('the passphrase is changed from a file; then only the new one opens the vault', () => {
  const own = at.file('Own.holdfast')
  at.run(['vault', 'create', own, '--name', 'Own', '--member', 'M'])
  const next = at.file('next.txt', 'another good passphrase\n')
  expect(at.run(['vault', 'passphrase', own, '--new-passphrase-file', next]).status).toBe(0)
  expect(at.run(['vault', 'info', own]).status).toBe(3)
  expect(at.run(['vault', 'info', own, '--passphrase-file', next]).status).toBe(0)
})

test('a reader that has seen enough is no fault', async () => {
  const child = spawn(process.execPath, [script, 'vault', 'info', vault], {
    env: at.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.destroy()
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  const status = await new Promise((resolve) => child.on('close', resolve))
  expect([status, said]).toEqual([0, ''])
})

/** A Node older than 24, if this computer has one. */
const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(
  (node) => existsSync(node) && Number(/^v(\d+)/.exec(spawnSync(node, ['-v'], { encoding: 'utf8' }).stdout)?.[1]) < 24,
)

test.skipIf(!oldNode)('under an old Node the whole command works: input, output, passphrase and exit status', () => {
  const note = at.run(['vault', 'info', vault, '--json'], { node: oldNode ?? '' })
  expect([note.status, note.stderr, note.json()]).toMatchObject([0, '', { name: 'Field office' }])
  const refused = at.run(['report', 'add', vault, '--file', '-', '--json'], {
    node: oldNode ?? '',
    input: '{"narrative":',
  })
  expect([refused.status, refused.json()]).toMatchObject([2, { error: { code: 'INVALID_INPUT' } }])
})

// A terminal that types: waits for each prompt, answers it, and prints all that was shown and how the command ended.
const terminal = `
import json, os, pty, sys
words, answers = json.loads(sys.argv[1]), json.loads(sys.argv[2])
pid, fd = pty.fork()
if pid == 0:
    os.execv(words[0], words)
shown = b''
while True:
    try:
        part = os.read(fd, 4096)
    except OSError:
        break
    if not part:
        break
    shown += part
    while answers and answers[0][0].encode() in shown:
        prompt, typed = answers.pop(0)
        os.write(fd, typed.encode())
print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode()]))
`
const python = spawnSync('python3', ['-c', 'import pty, os; os.waitstatus_to_exitcode'])
const inTerminal = test.skipIf(python.status !== 0)

/** Runs the command in a terminal; each answer is typed when its prompt has been shown. */
function typing(words: string[], answers: [prompt: string, typed: string][]): [status: number, shown: string] {
  const { HOLDFAST_PASSPHRASE: _, ...env } = at.env
  const command = JSON.stringify([process.execPath, script, ...words])
  const { stdout, stderr } = spawnSync('python3', ['-c', terminal, command, JSON.stringify(answers)], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as [number, string]
}

inTerminal('in a terminal the passphrase is asked for and not shown', () => {
  const [status, shown] = typing(
    ['vault', 'info', vault],
    [['Passphrase: ', `${passphrase.slice(0, -1)}xy\u007f\u007f${passphrase.slice(-1)}\r`]],
  )
  expect(status).toBe(0)
  expect(shown).toContain('Field office')
  expect(shown).not.toContain('correct')
})

inTerminal('a new passphrase is typed twice, and the two must be the same', () => {
  const create = (name: string): string[] => ['vault', 'create', at.file(name), '--name', 'N', '--member', 'M']
  const typed = 'typed by hand, twice'
  const right = typing(create('Typed.holdfast'), [
    ['New passphrase: ', `${typed}\r`],
    ['Once more: ', `${typed}\r`],
  ])
  expect(right[0], right[1]).toBe(0)
  expect(at.run(['vault', 'info', at.file('Typed.holdfast')], { env: { HOLDFAST_PASSPHRASE: typed } }).status).toBe(0)
  const [status, shown] = typing(create('Mistyped.holdfast'), [
    ['New passphrase: ', `${typed}\r`],
    ['Once more: ', `${typed}!\r`],
  ])
  expect([status, existsSync(at.file('Mistyped.holdfast'))]).toEqual([2, false])
  expect(shown).toContain('not the same')
})

inTerminal.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s at the prompt ends the command', (_name, key) => {
  const [status, shown] = typing(['vault', 'info', vault], [['Passphrase: ', key]])
  expect(status).toBe(4)
  expect(shown).toContain('No passphrase was typed.')
})
