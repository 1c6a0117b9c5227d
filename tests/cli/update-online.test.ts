import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readMemory, writeMemory } from '../../electron/hosts/update/memory.ts'
import { readAddress } from '../../electron/hosts/update/online/address.ts'
import { fetchUpdate, type Fetched } from '../../electron/hosts/update/online/fetch.ts'
import type { ErrorCode } from '../../shared/kernel/errors.ts'
import type { UpdateManifest } from '../../shared/update/manifest.ts'
import { desk, type Desk } from '../support/command.ts'
import { keysFile, layOut, manifestBy, signer } from '../support/release.ts'

// Releases that lie on a server, on this computer's own network: what is asked for, what is believed, and that nothing is
// asked for where nobody turned it on.

const [ana, ben, eve] = [signer('Ana'), signer('Ben'), signer('Eve')]
const both = [ana, ben]
const keys = keysFile(both, 2)
const name = `Holdfast-9.0.0-${process.platform}-${process.arch}.tar.gz`
const newest = `/releases/stable-${process.platform}-${process.arch}-tar.update`

let made = ''
let command = ''
let bytes = Buffer.alloc(0)
let release: UpdateManifest
beforeAll(() => {
  made = mkdtempSync(join(tmpdir(), 'holdfast-online-'))
  layOut(join(made, 'Holdfast'), '9.0.0', keys)
  execFileSync('tar', ['-czf', join(made, name), '-C', made, 'Holdfast'])
  bytes = readFileSync(join(made, name))
  release = manifestOf(bytes)
  command = layOut(join(made, 'apps/Holdfast'), '0.3.0', keys)
})
afterAll(() => rmSync(made, { recursive: true, force: true }))

const manifestOf = (content: Buffer): UpdateManifest => ({
  format: 'holdfast-update',
  v: 1,
  product: 'holdfast',
  version: '9.0.0',
  from: '0.2.0',
  channel: 'stable',
  released: '2026-12-01T09:00:00Z',
  platform: process.platform as 'linux',
  arch: process.arch as 'x64',
  kind: 'tar',
  file: name,
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
})

let at: Desk
/** What the server has, by path, and what it was asked for. */
let has: Map<string, Buffer | ((answer: ServerResponse) => void)>
let asked: IncomingMessage[]
let close = (): void => undefined
let address = ''
beforeEach(async () => {
  at = desk()
  asked = []
  has = new Map<string, Buffer>([
    [newest, Buffer.from(manifestBy(both, release))],
    [`/releases/${name}`, bytes],
  ])
  const server = createServer((question, answer) => {
    asked.push(question)
    const found = has.get(question.url ?? '')
    if (typeof found === 'function') return found(answer)
    answer.statusCode = found ? 200 : 404
    answer.end(found)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases/`
})
afterEach(() => {
  close()
  at.clear()
})

interface Said {
  status: number | null
  stdout: string
  stderr: string
}
/** Not `spawnSync`: the server is in this process. */
async function holdfast(...words: string[]): Promise<Said> {
  const child = spawn(process.execPath, [command, ...words], { cwd: at.folder, env: at.env })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const status = child.exitCode ?? ((await once(child, 'exit')) as [number | null])[0]
  return { status, stdout, stderr }
}
const turnOn = (): Promise<Said> => holdfast('update', 'settings', '--address', address)
const home = (): string => at.env['HOLDFAST_HOME'] ?? ''
const updates = (): string => join(home(), 'Updates')
/** As `update fetch` does, without a process for each. */
async function fetchHere(): Promise<Fetched> {
  await writeMemory(home(), { ...(await readMemory(home())), address })
  const root = dirname(dirname(command))
  return fetchUpdate({ program: { root, version: '0.3.0', built: false }, home: home() })
}
const brought = (): string[] => (existsSync(updates()) ? readdirSync(updates()) : [])

test('off until a person turns it on: no socket is opened', async () => {
  const off = await holdfast('update', 'fetch')
  expect([off.status, off.stderr]).toEqual([2, expect.stringContaining('is off on this computer')])
  expect(await holdfast('update', 'status')).toMatchObject({ stdout: expect.stringContaining('none over the network') })
  await turnOn()
  await holdfast('update', 'settings', '--address', 'off')
  expect((await holdfast('update', 'fetch')).status).toBe(2)
  expect(asked).toEqual([])
  if (spawnSync('strace', ['-V']).error) return
  const trace = at.file('trace')
  const words = ['-f', '-qq', '-e', 'trace=socket,connect', '-o', trace, process.execPath, command, 'update', 'fetch']
  expect(spawnSync('strace', words, { env: at.env }).status).toBe(2)
  expect(readFileSync(trace, 'utf8')).not.toMatch(/AF_INET/)
})

test('a newer release is brought, verified, and installed by nobody', async () => {
  expect((await turnOn()).stdout).toContain(`looks for them at ${address}`)
  const { status, stdout, stderr } = await holdfast('update', 'fetch')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain(`Verified: signed by Ana and Ben; the file is whole, and lies in ${join(updates(), name)}.`)
  expect(stdout).toContain(`  holdfast update install ${join(updates(), name)} --vault DIR\n`)
  expect(brought().sort()).toEqual([name, `${name}.update`])
  expect(readFileSync(join(updates(), name)).equals(bytes)).toBe(true)
  expect(readdirSync(join(made, 'apps'))).toEqual(['Holdfast'])
  // What the server learns: what was asked for, and nothing of who asks.
  expect(asked.map(({ url }) => url)).toEqual([newest, `/releases/${name}`])
  const told = new Set(asked.flatMap(({ headers }) => Object.keys(headers)))
  const known = ['accept', 'accept-encoding', 'accept-language', 'connection', 'host', 'sec-fetch-mode', 'user-agent']
  expect([...told].sort()).toEqual(known)
  expect(asked.map(({ headers }) => headers['user-agent'])).toEqual(['Holdfast', 'Holdfast'])
  // Once it is here only the manifest is asked for.
  expect((await holdfast('update', 'fetch')).status).toBe(0)
  expect(asked.map(({ url }) => url)).toEqual([newest, `/releases/${name}`, newest])
  expect(await holdfast('update', 'install', join(updates(), name), '--no-vault')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Holdfast 9.0.0 is in place'),
  })
  expect((await holdfast('update', 'fetch')).stdout).toContain('9.0.0 is installed, and is the newest')
  const installed = join(made, 'apps/Holdfast')
  rmSync(installed, { recursive: true })
  execFileSync('mv', [`${installed}.before-0.3.0`, installed])
})

const give = (manifest: string | Buffer): unknown => has.set(newest, Buffer.from(manifest))
const endless = (answer: ServerResponse): void => {
  const more = (): void => {
    while (answer.write(Buffer.alloc(65_536)));
    answer.once('drain', more)
  }
  more()
}

test.each<[string, () => unknown, ErrorCode, RegExp]>([
  ['forged', () => give(manifestBy([eve, ana], release)), 'UPDATE_NOT_SIGNED', /1 of the 2 signatures/],
  [
    'changed after it was signed',
    () => give(manifestBy(both, release).replace('9.0.0', '9.9.0')),
    'UPDATE_NOT_SIGNED',
    /was not made with it: the manifest was changed or forged/,
  ],
  [
    'stale',
    () => give(manifestBy(both, { ...release, version: '0.2.9' })),
    'UPDATE_OLDER',
    /0\.2\.9, and 0\.3\.0 is installed/,
  ],
  [
    'truncated',
    () => give(manifestBy(both, release).slice(0, -20)),
    'UPDATE_NOT_INTACT',
    /is not whole, or is no manifest/,
  ],
  ['empty', () => give(''), 'UPDATE_NOT_INTACT', /is not whole, or is no manifest/],
  ['without an end', () => has.set(newest, endless), 'UPDATE_FAILED', /sends more than the 16384 bytes/],
  ['not there', () => has.delete(newest), 'UPDATE_FAILED', /gave no update: it answers 404/],
  [
    'somewhere else',
    () => has.set(newest, (answer) => void answer.writeHead(302, { location: '/elsewhere' }).end()),
    'UPDATE_FAILED',
    /gave no update: .*redirect/,
  ],
  [
    'of another kind of file',
    () => give(manifestBy(both, { ...release, kind: 'deb' })),
    'UPDATE_NOT_FOR_THIS',
    /offers a deb; this Holdfast was installed as a tar/,
  ],
])('a manifest that is %s is refused before any file is asked for', async (_what, spoil, code, words) => {
  spoil()
  await expect(fetchHere()).rejects.toMatchObject({ code, message: expect.stringMatching(words) })
  expect(asked.map(({ url }) => url)).toEqual([newest])
  expect(brought()).toEqual([])
})

test('a manifest that is played again after a newer one was seen is refused', async () => {
  give(manifestBy(both, { ...release, version: '9.1.0', released: '2026-12-20T09:00:00Z', file: 'gone.tar.gz' }))
  await expect(fetchHere()).rejects.toThrow('it answers 404')
  give(manifestBy(both, release))
  await expect(fetchHere()).rejects.toMatchObject({
    code: 'UPDATE_OLDER',
    message: expect.stringContaining('has verified 9.1.0'),
  })
  expect(brought()).toEqual([])
})

test.each<[string, () => unknown, ErrorCode, RegExp]>([
  [
    'cut',
    () => has.set(`/releases/${name}`, bytes.subarray(0, -1)),
    'UPDATE_NOT_INTACT',
    /the manifest says \d+ bytes/,
  ],
  [
    'another',
    () => has.set(`/releases/${name}`, Buffer.alloc(bytes.length)),
    'UPDATE_NOT_INTACT',
    /has SHA-256 [0-9a-f]{64}/,
  ],
  ['without an end', () => has.set(`/releases/${name}`, endless), 'UPDATE_FAILED', /sends more than the \d+ bytes/],
  [
    'broken off',
    () => has.set(`/releases/${name}`, (answer) => void answer.destroy()),
    'UPDATE_FAILED',
    /gave no update/,
  ],
])('a file that is %s gets no name, and nothing of it is left', async (_what, spoil, code, words) => {
  spoil()
  await expect(fetchHere()).rejects.toMatchObject({ code, message: expect.stringMatching(words) })
  expect(brought()).toEqual([])
})

test.each(['http://updates.example/', 'ftp://127.0.0.1/', 'https://ana:secret@updates.example/', 'updates.example'])(
  'an address like %s is refused',
  (wrong) => expect(() => readAddress(wrong)).toThrow('no address that updates'),
)

test('what an earlier Holdfast remembered holds on, and is off', async () => {
  mkdirSync(home())
  const before = { version: '9.5.0', released: '2026-12-24T09:00:00Z' }
  writeFileSync(
    join(home(), 'updates.json'),
    JSON.stringify({ format: 'holdfast-updates', v: 1, channel: 'preview', seen: { stable: before } }),
  )
  expect(await readMemory(home())).toMatchObject({
    v: 2,
    channel: 'preview',
    address: null,
    seen: { stable: before },
  })
})
