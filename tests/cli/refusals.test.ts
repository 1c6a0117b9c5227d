import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passphrase, testApp } from '../support/app.ts'
import { desk, makeVault, report, type Desk, type Start } from '../support/command.ts'

// Each way in which the command line says no: its exit status, its code, and words that name what it is about.

let at: Desk
let vault = ''

beforeAll(async () => {
  at = desk()
  vault = at.file('Field.holdfast')
  await makeVault(vault)
  at.file('report.json', JSON.stringify(report))
  at.file('packet.pdf', '%PDF-1.7\nnothing of ours')
  at.file('latin1.txt', Buffer.from('caf\xe9', 'latin1'))
  at.file('utf16.txt', Buffer.from('\ufeffwords', 'utf16le'))
  at.file('empty.txt', '')
  at.file('weak.txt', 'aaaaaaaaaaaa')
  spawnSync('mkfifo', [at.file('pipe')])
  at.file('map.json', '{"narrative":"What"}')
})
afterAll(() => at.clear())

interface Refusal {
  code: string
  message: string
  next: string
}

/** Runs a command with --json that must be refused: one line of JSON, the same in words on standard error. */
function refused(words: string[], start: Start = {}): [status: number | null, code: string, message: string] {
  const ended = at.run([...words, '--json'], start)
  const { error } = ended.json() as { error: Refusal }
  expect(Object.keys(error).sort()).toEqual(['code', 'message', 'next'])
  expect(ended.stderr).toBe(`holdfast: ${error.message}\n${error.next}\n`)
  expect(error.message, 'a sentence').toMatch(/^.{10,}[.]$/)
  expect(error.next, 'a sentence').toMatch(/^[A-Z].{5,}[.]$/)
  return [ended.status, error.code, error.message]
}

const promote = ['--title', 'T', '--owner', 'R. Okafor']
const packet = ['--recipient', 'R', '--purpose', 'P', '--out', 'new.pdf']

const table: [what: string, words: string[], status: number, code: string, names: string][] = [
  ['an unknown command', ['report', 'burn', 'Field.holdfast'], 2, 'USAGE', '“report burn”'],
  ['half a command', ['vault'], 2, 'USAGE', '“vault”'],
  ['a command named like a property of every object', ['constructor'], 2, 'USAGE', '“constructor”'],
  ['an unknown option', ['vault', 'info', 'Field.holdfast', '--verbose'], 2, 'USAGE', '--verbose'],
  ['an option of another command', ['vault', 'info', 'Field.holdfast', '--limit', '3'], 2, 'USAGE', '--limit'],
  ['an option without its value', ['report', 'list', 'Field.holdfast', '--limit'], 2, 'USAGE', '--limit'],
  ['a missing option', ['report', 'add', 'Field.holdfast'], 2, 'USAGE', '--file'],
  ['no folder', ['vault', 'info'], 2, 'USAGE', 'folder'],
  ['no case', ['case', 'show', 'Field.holdfast'], 2, 'USAGE', '“case show”'],
  ['a word too many', ['vault', 'info', 'Field.holdfast', 'more'], 2, 'USAGE', '“more”'],
  ['words where none are taken', ['demo', 'here'], 2, 'USAGE', '“demo”'],
  ['no packet', ['packet', 'verify'], 2, 'USAGE', '“packet verify”'],
  ['a limit that is no number', ['report', 'list', 'Field.holdfast', '--limit', 'all'], 2, 'USAGE', '“all”'],
  ['no such report', ['report', 'promote', 'Field.holdfast', 'R-9', ...promote], 2, 'NOT_FOUND', 'R-9'],
  ['no such case', ['case', 'show', 'Field.holdfast', '2026-999'], 2, 'NOT_FOUND', '2026-999'],
  ['no case for an exhibit', ['exhibit', 'add', 'Field.holdfast', '7', 'report.json'], 2, 'NOT_FOUND', '“7”'],
  ['no such exhibit', ['exhibit', 'export', 'Field.holdfast', 'E9', '--out', 'x'], 2, 'NOT_FOUND', 'E9'],
  ['no case for a packet', ['packet', 'build', 'Field.holdfast', '2026-999', ...packet], 2, 'NOT_FOUND', '2026-999'],
  ['no vault', ['vault', 'info', 'nowhere'], 4, 'NOT_A_VAULT', '/nowhere'],
  ['a file for a vault', ['vault', 'info', 'report.json'], 4, 'NOT_A_VAULT', '/report.json'],
  [
    'a vault there already',
    ['vault', 'create', 'Field.holdfast', '--name', 'N', '--member', 'M'],
    4,
    'ALREADY_EXISTS',
    '/Field.holdfast',
  ],
  [
    'a vault in place of a file',
    ['vault', 'create', 'report.json', '--name', 'N', '--member', 'M'],
    4,
    'IO',
    '/report.json',
  ],
  ['no report file', ['report', 'add', 'Field.holdfast', '--file', 'none.json'], 4, 'FILE_NOT_FOUND', 'none.json'],
  ['a folder for a report', ['report', 'add', 'Field.holdfast', '--file', '.'], 2, 'INVALID_INPUT', 'folder'],
  [
    'a report that is not JSON',
    ['report', 'add', 'Field.holdfast', '--file', 'packet.pdf'],
    2,
    'INVALID_INPUT',
    'packet.pdf',
  ],
  [
    'a report in Latin-1',
    ['report', 'add', 'Field.holdfast', '--file', 'latin1.txt'],
    2,
    'INVALID_INPUT',
    'latin1.txt',
  ],
  [
    'a pipe that nobody writes to',
    ['note', 'add', 'Field.holdfast', '1', '--text', 'pipe'],
    2,
    'INVALID_INPUT',
    'pipe',
  ],
  ['an empty note', ['note', 'add', 'Field.holdfast', '1', '--text', 'empty.txt'], 2, 'INVALID_INPUT', 'note'],
  ['a note in UTF-16', ['note', 'add', 'Field.holdfast', '1', '--text', 'utf16.txt'], 2, 'INVALID_INPUT', 'UTF-16'],
  [
    'no CSV file',
    ['report', 'import', 'Field.holdfast', 'none.csv', '--map', 'map.json'],
    4,
    'FILE_NOT_FOUND',
    '/none.csv',
  ],
  [
    'a folder for a CSV file',
    ['report', 'import', 'Field.holdfast', '.', '--map', 'map.json'],
    2,
    'INVALID_INPUT',
    'folder',
  ],
  [
    'no mapping',
    ['report', 'import', 'Field.holdfast', 'none.csv', '--map', 'none.json'],
    4,
    'FILE_NOT_FOUND',
    'none.json',
  ],
  ['no packet file', ['packet', 'verify', 'none.pdf'], 4, 'FILE_NOT_FOUND', '/none.pdf'],
  ['a folder for a packet', ['packet', 'verify', '.'], 2, 'INVALID_INPUT', 'folder'],
  ['a root that is no fingerprint', ['packet', 'verify', 'packet.pdf', '--root', 'abc'], 2, 'INVALID_INPUT', 'root'],
  [
    'no passphrase file',
    ['vault', 'info', 'Field.holdfast', '--passphrase-file', 'none.txt'],
    4,
    'FILE_NOT_FOUND',
    'none.txt',
  ],
  [
    'an empty passphrase file',
    ['vault', 'info', 'Field.holdfast', '--passphrase-file', 'empty.txt'],
    2,
    'INVALID_INPUT',
    'empty.txt',
  ],
  [
    'a wrong passphrase',
    ['vault', 'info', 'Field.holdfast', '--passphrase-file', 'weak.txt'],
    3,
    'WRONG_PASSPHRASE',
    'passphrase',
  ],
  [
    'a weak new passphrase',
    ['vault', 'create', 'W', '--name', 'N', '--member', 'M', '--passphrase-file', 'weak.txt'],
    2,
    'WEAK_PASSPHRASE',
    'passphrase',
  ],
]

test.each(table)('%s', (_what, words, status, code, names) => {
  const [ended, said, message] = refused(words)
  expect([ended, said]).toEqual([status, code])
  expect(message).toContain(names)
})

test('a name that would act upon a terminal does not, in words or in JSON, and JSON says it to the letter', () => {
  const name = 'a\u202egpj\u009b31m\u001b[2J.pdf'
  const { error } = at.run(['packet', 'verify', name, '--json']).json() as { error: Refusal }
  expect(error.message).toContain(name)
  const { stdout, stderr } = at.run(['packet', 'verify', name, '--json'])
  // oxlint-disable-next-line no-control-regex -- these are the ones meant
  expect(stdout + stderr).not.toMatch(/[\u001b\u0080-\u009f\u202a-\u202e\u2066-\u2069]/)
})

test('a refused command leaves nothing behind but the count of wrong passphrases', () => {
  expect(readdirSync(at.folder).sort()).toEqual(
    [
      'Field.holdfast',
      'empty.txt',
      'home',
      'latin1.txt',
      'map.json',
      'packet.pdf',
      'pipe',
      'report.json',
      'temporary',
      'utf16.txt',
      'weak.txt',
    ].sort(),
  )
  // The head and the identity of the vault and the count of failed attempts are remembered outside of it; nothing else.
  expect(readdirSync(at.home)).toEqual(['Holdfast'])
  expect(readdirSync(join(at.home, 'Holdfast')).sort()).toEqual(['.failed-attempts.json', '.heads', '.identities'])
  expect(readdirSync(at.temporary)).toEqual([])
})

test('fields of a report that are not known are refused by name, wherever they lie', () => {
  const wrong = { ...report, color: 'red', place: { ...report.place, floor: 3 } }
  const [status, code, message] = refused(['report', 'add', vault, '--file', '-'], { input: JSON.stringify(wrong) })
  expect([status, code]).toEqual([2, 'INVALID_INPUT'])
  expect(message).toContain('"color"')
  expect(message).toContain('"floor"')
})

test('each wrong field of a report is named', () => {
  const wrong = {
    ...report,
    channel: 'pigeon',
    receivedAt: '2026-11-23',
    occurredAt: { value: '2026-02-31', zone: 'America/New_York', precision: 'day' },
    place: { latitude: 91 },
    narrative: ' ',
  }
  const [, , message] = refused(['report', 'add', vault, '--file', '-'], { input: JSON.stringify(wrong) })
  for (const field of ['channel', 'receivedAt', 'occurredAt', 'place.latitude', 'narrative'])
    expect(message).toContain(`"${field}"`)
  expect(message).toContain('2026-02-31')
})

test('a setting that cannot be meant is a usage error', () => {
  const [status, code, message] = refused(['vault', 'info', vault], { env: { HOLDFAST_HOME: 'relative' } })
  expect([status, code]).toEqual([2, 'USAGE'])
  expect(message).toContain('HOLDFAST_HOME')
})

test('with no passphrase and nobody to ask, it says the three ways to give one', () => {
  const { status, stdout, stderr } = at.run(['vault', 'info', vault], { env: { HOLDFAST_PASSPHRASE: undefined } })
  expect([status, stdout]).toEqual([3, ''])
  expect(stderr).toMatch(/HOLDFAST_PASSPHRASE.*--passphrase-file.*terminal/)
})

test('a vault that another process has open is refused, and its holder is named', async () => {
  const holder = testApp()
  try {
    await holder.call('vault.unlock', { dir: vault, passphrase })
    const [status, code, message] = refused(['vault', 'info', vault])
    expect([status, code]).toEqual([3, 'VAULT_IN_USE'])
    expect(message).toContain(`process ${process.pid}`)
  } finally {
    await holder.end()
  }
  expect(at.run(['vault', 'info', vault]).status).toBe(0)
})

/** Root may write anywhere; then another user is asked, where that user may run the program at all. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {}
const runsAsNobody = spawnSync(process.execPath, ['--version'], nobody).status === 0

test.skipIf(process.platform === 'win32' || !runsAsNobody)(
  'a folder that can only be read is named, and nothing is left',
  () => {
    const folder = at.file('readonly')
    mkdirSync(folder)
    chmodSync(folder, 0o555)
    chmodSync(at.folder, 0o755)
    const made = ['vault', 'create', join(folder, 'N.holdfast'), '--name', 'N', '--member', 'M']
    const [status, code, message] = refused(made, nobody)
    expect([status, code]).toEqual([4, 'IO'])
    expect(message).toContain(folder)
    expect(message).toContain('EACCES')
    expect(readdirSync(folder)).toEqual([])
  },
)

test('what is not as it was kept ends with 1, in exhibit verify, exhibit export and vault audit', () => {
  at.run(['report', 'add', vault, '--file', 'report.json'])
  at.run(['report', 'promote', vault, 'R-0001', ...promote])
  at.run(['exhibit', 'add', vault, '2026-001', 'packet.pdf'])
  flipLastByte(blobsOf(vault)[0] ?? '')

  const verify = at.run(['exhibit', 'verify', vault, '2026-001', '--json'])
  expect([verify.status, verify.json()]).toMatchObject([
    1,
    { ok: false, exhibits: [{ number: '2026-001-E01', ok: false }] },
  ])
  expect(at.run(['exhibit', 'verify', vault, '2026-001']).stdout).toContain('2026-001-E01  NOT VERIFIED: ')
  const audit = at.run(['vault', 'audit', vault, '--json'])
  expect([audit.status, audit.json()]).toMatchObject([1, { ok: false, problems: [{ where: 'exhibit 2026-001-E01' }] }])
  expect(refused(['exhibit', 'export', vault, '2026-001-E01', '--out', 'copy']).slice(0, 2)).toEqual([
    1,
    'BLOB_DAMAGED',
  ])
  expect(refused(['packet', 'build', vault, '2026-001', ...packet]).slice(0, 2)).toEqual([1, 'BLOB_DAMAGED'])
  expect(existsSync(at.file('copy')) || existsSync(at.file('new.pdf'))).toBe(false)
})

test('a file that is no packet ends with 1, and a changed header with 1', () => {
  const check = at.run(['packet', 'verify', 'packet.pdf', '--json'])
  expect([check.status, check.json()]).toMatchObject([1, { intact: false, anchored: false, signer: null }])
  const header = join(vault, 'vault.json')
  const text = readFileSync(header, 'utf8')
  writeFileSync(header, text.replace(/"createdAt":"2/, '"createdAt":"3'))
  expect(readFileSync(header, 'utf8')).not.toBe(text)
  expect(refused(['vault', 'info', vault]).slice(0, 2)).toEqual([1, 'HEADER_DAMAGED'])
  writeFileSync(header, text)
})

function blobsOf(dir: string): string[] {
  const blobs = join(dir, 'blobs')
  return readdirSync(blobs).flatMap((prefix) =>
    readdirSync(join(blobs, prefix)).map((name) => join(blobs, prefix, name)),
  )
}

function flipLastByte(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  writeFileSync(path, bytes)
}
