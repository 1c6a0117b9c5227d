import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { z } from 'zod'
import type { Input } from '../../shared/contract/contract.ts'
import { passphrase, testApp, type TestApp } from './app.ts'

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

/** A command that must end in one way, said and heard as a person or a program does. */
export interface Hand {
  /** Must end well, or with the status of a check that failed; gives the lines that people read. */
  says(words: readonly string[], status?: 0 | 1): string[]
  /** With --json: must end well; gives the answer, in the shape that the command line promises. */
  gives<Shape extends z.ZodType>(shape: Shape, words: readonly string[], status?: 0 | 1): z.infer<Shape>
  /**
   * Must be refused: gives status, code and message. With --json it is one line of JSON, and the same in words on
   * standard error, in sentences.
   */
  refuses(words: readonly string[]): [status: number | null, code: string, message: string]
}

/** Whoever opens vaults with this passphrase at a desk. */
export function handAt(at: Desk, words = passphrase): Hand {
  const env = { HOLDFAST_PASSPHRASE: words }
  const ends = (given: readonly string[], status: number): Ended => {
    const command = at.run(given, { env })
    expect({ status: command.status, stderr: command.stderr }).toEqual({ status, stderr: '' })
    return command
  }
  return {
    says: (given, status = 0) => ends(given, status).stdout.replace(/\n$/, '').split('\n'),
    gives: (shape, given, status = 0) => shape.parse(ends([...given, '--json'], status).json()),
    refuses: (given) => {
      const command = at.run([...given, '--json'], { env })
      const { error } = command.json() as { error: { code: string; message: string; next: string } }
      expect(command.stderr).toBe(`holdfast: ${error.message}\n${error.next}\n`)
      expect(error.message, 'a sentence').toMatch(/^.{10,}[.]$/)
      expect(error.next, 'a sentence').toMatch(/^[A-Z].{5,}[.]$/)
      return [command.status, error.code, error.message]
    },
  }
}

/** Adds a member who may approve, with a passphrase of their own. */
export const other = { name: 'P. Hale', passphrase: 'nine herons over the weir' }
export const addOther = (call: TestApp['call']): Promise<unknown> =>
  call('member.add', { name: other.name, roles: ['supervisor'], passphrase: other.passphrase })

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
export async function makeVault(
  dir: string,
  fill: (call: TestApp['call']) => Promise<unknown> = async () => {},
): Promise<void> {
  const test = testApp()
  try {
    await test.call('vault.create', { dir, name: 'Field office', member: 'R. Okafor', passphrase })
    await fill(test.call)
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
} satisfies Input<'report.add'>
