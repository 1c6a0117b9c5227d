import Database from 'better-sqlite3'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Progress } from '../../../../../shared/contract/port.ts'
import { newCase, passphrase, testApp, testPorts, type TestApp } from '../../../../../tests/support/app.ts'
import { peaksWhile } from '../../../../../tests/support/peaks.ts'
import { unlockSession, type Session } from '../../../session.ts'
import { databaseKey } from '../names.ts'
import { inDatabaseChild } from './in-child.ts'
import { checkStructure } from './structure.ts'

let t: TestApp
let dir: string
beforeEach(async () => {
  t = testApp()
  await newCase(t)
  dir = join(t.folder, 'V.holdfast')
})
afterEach(() => t.end())
const apart = (): string[] => readdirSync(dir).filter((name) => /apart|next/.test(name))

describe('the check of the pages in a process of its own', () => {
  let session: Session
  const told: [number, number][] = []
  const signal = new AbortController().signal
  const onBytes = (done: number, total: number): void => void told.push([done, total])
  const open = async (): Promise<void> => {
    session = await unlockSession(testPorts(t.folder), { dir, passphrase }, () => undefined)
  }
  beforeEach(async () => {
    await t.call('vault.lock', {})
    await open()
  })
  afterEach(() => session.workspace.vault.close())

  it('finds a sound file sound, says how far it is, and leaves nothing', async () => {
    const { vault, ports } = session.workspace
    expect(await checkStructure(vault, ports.databases, { signal, onBytes }, 0)).toEqual({ said: ['ok'] })
    const [done, total] = told.at(-1) ?? []
    expect(done).toBe(total)
    expect(apart()).toEqual([])
    vault.store.run(`insert into setting (name, value) values ('x', 'still ours')`)
  })
  it('finds a page that belongs to nothing', async () => {
    const key = databaseKey(session.workspace.vault.keys.vaultKey).toString('hex')
    await session.workspace.vault.close()
    const raw = new Database(join(dir, 'vault.db')) as Database.Database & { key(key: Buffer): void }
    raw.pragma(`cipher='sqlcipher'`)
    raw.pragma('legacy=4')
    raw.key(Buffer.from(`x'${key}'`))
    raw.unsafeMode(true)
    raw.pragma('writable_schema=on')
    raw.exec(`delete from sqlite_schema where name = 'report_case'`)
    raw.close()
    await open()
    const { vault, ports } = session.workspace
    const { said } = await checkStructure(vault, ports.databases, { signal, onBytes }, 0)
    expect(said.join()).toMatch(/never used/)
  })
  it('is ended when it takes more memory than it may, and says so', async () => {
    const entry = new URL('./growing.fixture.ts', import.meta.url)
    const order = { kind: 'structure', path: join(dir, 'vault.db'), key: new Uint8Array(32) } as const
    const ended = expect(
      inDatabaseChild({ ...session.workspace.ports.databases, entry }, order, { signal }),
    ).rejects.toMatchObject({
      code: 'IO',
      message: expect.stringContaining('more memory than it may, 700 MB') as string,
    })
    for (const { bytes } of await peaksWhile(ended)) expect(bytes).toBeLessThan(1_000_000_000)
  })
  it('ends at once when it is cancelled, and leaves nothing', async () => {
    const { vault, ports } = session.workspace
    const abort = new AbortController()
    const whole = (done: number, total: number): void => {
      // The copy is there: what is stopped is the process.
      if (done === total) setTimeout(() => abort.abort(), 5)
    }
    const checking = checkStructure(vault, ports.databases, { signal: abort.signal, onBytes: whole }, 0)
    await expect(checking).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(apart()).toEqual([])
  })
})

it.each(['Copying the database', 'Encrypting the copy with the new key', 'Recording it'])(
  'a change of the key that is cancelled while “%s” leaves the old key and nothing beside it',
  async (stage) => {
    const abort = new AbortController()
    const progress = (now: Progress): void => {
      if (now.stage === stage) abort.abort()
    }
    await expect(t.call('vault.rekey', {}, { signal: abort.signal, progress })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(apart()).toEqual([])
    expect((await t.call('member.list', {})).epoch).toBe(1)
    // Work goes on in the same session, and the next change goes through.
    await t.call('vault.rekey', {})
    await t.call('vault.lock', {})
    await t.call('vault.unlock', { dir, passphrase })
    expect((await t.call('member.list', {})).epoch).toBe(2)
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  },
)
