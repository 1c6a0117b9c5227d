import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { passphrase, testApp } from './app.ts'

const root = join(import.meta.dirname, '../..')
export const script = join(root, 'bin/holdfast.mjs')
/** For many starts of one program: Node reads its modules faster the second time. */
export const compileCache = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/holdfast-tests') }

/** How a command ended. */
export interface Ended {
  status: number | null
  stdout: string
  stderr: string
  /** What it printed as JSON. Throws when it is not exactly one line of JSON. */
  json(): unknown
}

export interface Start {
  input?: string | Uint8Array
  env?: Record<string, string | undefined>
  /** The Node that starts the command; left out: the one that runs the tests. */
  node?: string
  /** Another user's number, where the tests run as root. */
  uid?: number
}

/** A person at a command line: a folder of their own with a home and a folder for temporary files. */
export interface Desk {
  folder: string
  home: string
  temporary: string
  /** Path of a file in the folder; with `content`, written first. */
  file(name: string, content?: string | Uint8Array): string
  run(words: readonly string[], start?: Start): Ended
  /** The environment that `run` gives. */
  env: Record<string, string>
  clear(): void
}

export function desk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-desk-'))
  const [home, temporary] = [join(folder, 'home'), join(folder, 'temporary')]
  mkdirSync(home)
  mkdirSync(temporary)
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TMPDIR: temporary,
    HOLDFAST_HOME: join(home, 'Holdfast'),
    HOLDFAST_PASSPHRASE: passphrase,
    ...compileCache,
  }
  return {
    folder,
    home,
    temporary,
    env,
    file: (name, content) => {
      const path = join(folder, name)
      if (content !== undefined) writeFileSync(path, content)
      return path
    },
    run: (words, { input = '', env: changes = {}, node = process.execPath, uid } = {}) =>
      ended(
        spawnSync(node, [script, ...words], {
          cwd: folder,
          input,
          env: { ...env, ...changes },
          encoding: 'utf8',
          maxBuffer: 1 << 28,
          ...(uid === undefined ? {} : { uid, gid: uid }),
        }),
      ),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function ended({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }): Ended {
  return {
    status,
    stdout,
    stderr,
    json: () => {
      if (!/^[^\n]+\n$/.test(stdout)) throw new Error(`not one line: ${stdout.slice(0, 500)} (and: ${stderr})`)
      return JSON.parse(stdout) as unknown
    },
  }
}

/** Makes a vault whose key derivation is the cheapest that is accepted; the command line opens it like any other. */
export async function makeVault(dir: string): Promise<void> {
  const test = testApp()
  try {
    await test.call('vault.create', { dir, name: 'Field office', member: 'R. Okafor', passphrase })
  } finally {
    await test.end()
  }
}

/** A report as the command line takes it. */
export const report = {
  channel: 'in-person',
  receivedAt: '2026-11-23T06:42:00-05:00',
  reporter: { name: 'J. Ahmed' },
  occurredAt: { value: '2026-11-22', zone: 'America/New_York', precision: 'day' },
  place: { name: 'North gate', latitude: 40.7, longitude: -74 },
  category: 'threat',
  narrative: 'A man at the gate said he would come back.\nHe left in a grey car.',
  immediateDanger: false,
  severity: { level: 'high', reason: 'He named a person.' },
}
