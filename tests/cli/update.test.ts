import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { manifestLine, type UpdateManifest } from '../../shared/update/manifest.ts'
import { everyByte } from '../migrations/age.ts'
import { desk, makeVault, report, script, type Desk } from '../support/command.ts'
import { keysFile, layOut, manifestBy, signed, signer } from '../support/release.ts'

// The whole way of an update that is carried by hand, on a Holdfast that lies as a release has it: its own sources under
// another version, its own keys, the command line beside it.

const [ana, ben] = [signer('Ana'), signer('Ben')]
const keys = keysFile([ana, ben], 2)
const name = `Holdfast-9.0.0-${process.platform}-${process.arch}.tar.gz`

let made = ''
/** What a release is made of once: a later version in a tar, and the manifest's facts. */
let release: UpdateManifest
/** The installed Holdfast, and its command. */
let [installed, command] = ['', '']
beforeAll(() => {
  made = mkdtempSync(join(tmpdir(), 'holdfast-release-'))
  layOut(join(made, 'Holdfast'), '9.0.0', keys)
  release = pack(name, '9.0.0')
  installed = join(made, 'apps/Holdfast')
  command = layOut(installed, '0.3.0', keys)
})
afterAll(() => rmSync(made, { recursive: true, force: true }))

/** Packs what lies in `made` and measures it. */
function pack(file: string, version: string): UpdateManifest {
  execFileSync('tar', ['-czf', join(made, file), '-C', made, 'Holdfast'])
  const bytes = readFileSync(join(made, file))
  return {
    format: 'holdfast-update',
    v: 1,
    product: 'holdfast',
    version,
    from: '0.2.0',
    channel: 'stable',
    released: '2026-12-01T09:00:00Z',
    platform: process.platform as 'linux',
    arch: process.arch as 'x64',
    kind: 'tar',
    file,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

let at: Desk
let stick = ''
beforeEach(() => {
  at = desk()
  stick = at.file('stick')
  mkdirSync(stick)
  cpSync(join(made, name), join(stick, name))
  writeFileSync(join(stick, `${name}.update`), manifestBy([ana, ben], release))
})
afterEach(() => at.clear())

interface Said {
  status: number | null
  stdout: string
  stderr: string
}
const holdfast = (words: readonly string[], main = command): Said => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    cwd: at.folder,
    env: at.env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
const file = (): string => join(stick, name)
const versionOf = (folder: string): unknown =>
  (JSON.parse(readFileSync(join(folder, 'resources/app.asar.unpacked/package.json'), 'utf8')) as { version: string })
    .version
/** Nothing of an update that was given up is left, and the installed one is the one that was there. */
function expectUntouched(): void {
  expect(readdirSync(dirname(installed))).toEqual(['Holdfast'])
  expect(versionOf(installed)).toBe('0.3.0')
}

test('an update is verified with a word about who signed it', () => {
  const { status, stdout, stderr } = holdfast(['update', 'verify', file()])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(
    /^Holdfast 9\.0\.0 \(stable\), released 1 Dec 2026, 09:00 UTC: .*\nVerified: signed by Ana and Ben; the file is whole\.\n$/,
  )
  expect(holdfast(['update', 'status']).stdout).toContain('Verified here: 9.0.0')
})

test.each<[string, () => void, number, RegExp]>([
  ['cut', () => truncateSync(file(), release.size - 1), 1, /the manifest says \d+ bytes/],
  ['longer', () => appendFileSync(file(), 'x'), 1, /the manifest says \d+ bytes/],
  [
    'changed in one bit',
    () => {
      const bytes = readFileSync(file())
      const middle = Math.floor(bytes.length / 2)
      bytes[middle] = (bytes[middle] ?? 0) ^ 1
      writeFileSync(file(), bytes)
    },
    1,
    /has SHA-256 [0-9a-f]{64}; the manifest says/,
  ],
  [
    'signed by one of two',
    () => writeFileSync(`${file()}.update`, manifestBy([ana], release)),
    1,
    /1 of the 2 signatures/,
  ],
  [
    'signed twice by one',
    () => writeFileSync(`${file()}.update`, manifestBy([ana], release) + signed(manifestLine(release), ana)),
    1,
    /1 of the 2 signatures/,
  ],
  [
    'with another file’s manifest',
    () => writeFileSync(`${file()}.update`, manifestBy([ana, ben], { ...release, file: 'Other.tar.gz' })),
    1,
    /is of a file named Other\.tar\.gz/,
  ],
  [
    'older than what is installed',
    () => writeFileSync(`${file()}.update`, manifestBy([ana, ben], { ...release, version: '0.2.9' })),
    1,
    /0\.2\.9, and 0\.3\.0 is installed/,
  ],
  ['without its manifest', () => rmSync(`${file()}.update`), 4, /There is no file or folder .*\.update/],
])('a release that is %s is refused, and nothing is installed', (_what, spoil, status, words) => {
  spoil()
  for (const act of [
    ['update', 'verify', file()],
    ['update', 'install', file(), '--no-vault'],
  ]) {
    const refused = holdfast(act)
    expect(refused.status).toBe(status)
    expect(refused.stderr).toMatch(words)
  }
  expectUntouched()
})

test('a manifest that is played again after a newer one was verified is refused', () => {
  const newer = { ...release, version: '9.1.0', released: '2026-12-20T09:00:00Z' }
  const other = join(stick, 'newer.update')
  writeFileSync(other, manifestBy([ana, ben], newer))
  expect(holdfast(['update', 'verify', file(), other])).toMatchObject({ status: 0 })
  const again = holdfast(['update', 'install', file(), '--no-vault'])
  expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('has verified 9.1.0')])
  expectUntouched()
})

test('a preview is taken by who asked for previews', () => {
  const preview = manifestBy([ana, ben], { ...release, channel: 'preview' })
  writeFileSync(`${file()}.update`, preview)
  const refused = holdfast(['update', 'verify', file()])
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('is a preview')])
  expect(holdfast(['update', 'settings', '--channel', 'preview'])).toMatchObject({ status: 0 })
  expect(holdfast(['update', 'verify', file()])).toMatchObject({ status: 0 })
  expect(holdfast(['update', 'settings', '--channel', 'nightly'])).toMatchObject({ status: 2 })
})

test('the vault is backed up, a copy of it opened by the new one, and then it is in place', async () => {
  const vault = at.file('Cases.holdfast')
  await makeVault(vault, (call) => call('report.add', report))
  const before = everyByte(vault)
  const backup = at.file('Before.backup')
  const { status, stdout, stderr } = holdfast(['update', 'install', file(), '--vault', vault, '--out', backup])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(
    /^Backed up to .*Before\.backup first\.\nHoldfast 9\.0\.0 opened and audited a copy: \d+ entries, 0 exhibits, all as sealed\.\nHoldfast 9\.0\.0 is in place; the former one lies in .*Holdfast\.before-0\.3\.0\.\nYour vaults were not changed\.\n$/,
  )
  expect(readdirSync(dirname(installed)).sort()).toEqual(['Holdfast', 'Holdfast.before-0.3.0'])
  expect([versionOf(installed), versionOf(`${installed}.before-0.3.0`)]).toEqual(['9.0.0', '0.3.0'])
  // Of the vault only the database changed: the backup is on record in it.
  const changed = Object.entries(everyByte(vault)).flatMap(([path, bytes]) => (before[path] === bytes ? [] : [path]))
  expect(changed).toEqual([join(vault, 'vault.db')])
  // The copy and the home of the trial are gone.
  expect(readdirSync(at.folder).filter((entry) => entry.startsWith('.'))).toEqual([])
  expect(holdfast(['report', 'list', vault])).toMatchObject({ status: 0 })
  expect(holdfast(['update', 'status']).stdout).toContain('This is Holdfast 9.0.0')
  rmSync(installed, { recursive: true })
  renameSync(`${installed}.before-0.3.0`, installed)
})

test('a new one that does not start, or cannot open the copy, leaves the old one working', async () => {
  const vault = at.file('Cases.holdfast')
  await makeVault(vault)
  // Signed by everybody, and broken all the same.
  const broken = join(made, 'Holdfast/resources/app.asar.unpacked/electron/core/restore.ts')
  const whole = readFileSync(broken)
  const file = `Holdfast-9.0.1-${process.platform}-${process.arch}.tar.gz`
  const deliver = (): void => {
    const manifest = pack(file, '9.0.0')
    cpSync(join(made, file), join(stick, file))
    writeFileSync(join(stick, `${file}.update`), manifestBy([ana, ben], manifest))
  }
  try {
    writeFileSync(broken, 'throw new Error("no")\n')
    deliver()
    const dead = holdfast(['update', 'install', join(stick, file), '--no-vault'])
    expect([dead.status, dead.stderr]).toEqual([
      4,
      expect.stringMatching(/given up: the new Holdfast failed in its trial .*as it was\./),
    ])
    expectUntouched()

    writeFileSync(
      broken,
      whole
        .toString('utf8')
        .replace(
          '  const dir = resolve(to)\n',
          '  throw new HoldfastError("BACKUP_NOT_INTACT", "It cannot be read.", "No.")\n  const dir = resolve(to)\n',
        ),
    )
    deliver()
    const words = ['update', 'install', join(stick, file), '--vault', vault, '--out', at.file('Before.backup')]
    const blind = holdfast(words)
    expect(holdfast(['update', 'trial'])).toMatchObject({ status: 0, stdout: 'Holdfast 0.3.0 starts here.\n' })
    expect([blind.status, blind.stderr]).toEqual([
      4,
      expect.stringContaining('failed in its trial (holdfast: It cannot be read.)'),
    ])
    expectUntouched()
    expect(existsSync(at.file('Before.backup/backup.json'))).toBe(true)
    expect(holdfast(['vault', 'info', vault])).toMatchObject({ status: 0 })
  } finally {
    writeFileSync(broken, whole)
  }
})

test('a wrong passphrase is told before anything is done', async () => {
  const vault = at.file('Cases.holdfast')
  await makeVault(vault)
  writeFileSync(at.file('wrong'), 'not the one')
  const refused = holdfast(['update', 'install', file(), '--vault', vault, '--passphrase-file', at.file('wrong')])
  expect(refused.status).toBe(3)
  expectUntouched()
  expect(existsSync(at.file('home/Holdfast/Backups'))).toBe(false)
})

test('what the system installs is verified, and its command is said', () => {
  const deb = { ...release, kind: 'deb' as const, file: 'holdfast.deb' }
  cpSync(file(), join(stick, deb.file))
  writeFileSync(join(stick, `${deb.file}.update`), manifestBy([ana, ben], deb))
  const { status, stdout } = holdfast(['update', 'install', join(stick, deb.file), '--no-vault'])
  expect(status).toBe(0)
  expect(stdout).toContain(`  sudo apt install ${join(stick, deb.file)}\n`)
  expectUntouched()
})

test.skipIf(process.getuid?.() !== 0)('a folder that its user may not write to is left alone', () => {
  for (const folder of [made, dirname(installed)]) chmodSync(folder, 0o755)
  for (const folder of [at.folder, stick]) chmodSync(folder, 0o777)
  const env = { ...at.env, HOLDFAST_HOME: at.file('elsewhere'), NODE_COMPILE_CACHE: '' }
  const words = [command, 'update', 'install', file(), '--no-vault']
  const result = spawnSync(process.execPath, words, { env, encoding: 'utf8', uid: 65_534, gid: 65_534 })
  expect([result.status, result.stderr]).toEqual([
    2,
    expect.stringMatching(/You may not write to .*nothing was changed/),
  ])
  expectUntouched()
})

test('a build without keys says so, plainly', () => {
  const own = spawnSync(process.execPath, [script, 'update', 'verify', file()], { env: at.env, encoding: 'utf8' })
  expect([own.status, own.stderr]).toEqual([4, expect.stringContaining('This build of Holdfast has no update key')])
})
