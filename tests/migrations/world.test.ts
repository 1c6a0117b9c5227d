import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '../support/app.ts'
import { verifyLedger } from '../vectors/verify-ledger.js'
import { frozenPassphrase, type Frozen, type FrozenWorld } from './frozen.ts'
import { bringUp, copyWorld, worlds } from './world.ts'

let app: TestApp
let folder: string
let expected: Frozen & FrozenWorld
beforeEach(() => {
  app = testApp()
})
afterEach(async () => {
  await app.end()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string): string => join(folder, name)
/** Opens it on a computer that had not seen it, where somebody compared its fingerprint. */
const unlock = async (passphrase = frozenPassphrase) => {
  const opened = await app.call('vault.unlock', { dir: file('vault'), passphrase })
  if (!opened.mustCompare) return opened
  await app.call('vault.acceptFingerprint', { fingerprint: opened.fingerprint.sha256 })
  return app.call('vault.info', {})
}
const auditedGreen = async (): Promise<void> =>
  expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true, problems: [] })

describe.each(worlds)('what release %s left', (release) => {
  beforeEach(async () => {
    ;({ folder, expected } = copyWorld(release))
    await bringUp(app, file('vault'))
  })

  test('the vault opens for each of its members, in their roles', async () => {
    expect(expected.members.filter(({ state }) => state === 'active').length).toBeGreaterThan(1)
    for (const { name, roles, state, passphrase } of expected.members) {
      expect(await unlock(passphrase)).toMatchObject({
        member: { name, roles },
        mustAccept: state === 'invited',
        fault: null,
      })
    }
  })

  test('who is still invited chooses a passphrase and works', async () => {
    const invited = expected.members.find(({ state }) => state === 'invited')
    await unlock(invited?.passphrase)
    await app.call('member.accept', { passphrase: 'chosen in a later release' })
    await app.call('vault.lock', {})
    expect(await unlock('chosen in a later release')).toMatchObject({ mustAccept: false })
    await auditedGreen()
  })

  test('the recovery sheet opens the vault for its member', async () => {
    const { words, member } = expected.sheet
    const opened = await app.call('vault.recover', {
      dir: file('vault'),
      words,
      passphrase: 'after the sheet was used',
      fingerprint: (await app.call('vault.look', { dir: file('vault') })).fingerprint.sha256,
    })
    expect(opened.info.member.name).toBe(member)
    await auditedGreen()
  })

  test('cases are in the state in which they were left', async () => {
    await unlock()
    const { main, held, destroyed } = expected.cases
    expect(await app.call('case.get', { case: main })).toMatchObject({ status: 'investigating' })
    expect((await app.call('retention.get', { case: held })).holds).toMatchObject([{ lifted: null }])
    expect(await app.call('case.get', { case: destroyed })).toMatchObject({ status: 'destroyed' })
    const { items } = await app.call('case.list', { which: 'closed' })
    expect(items.map(({ status }) => status).toSorted()).toEqual(['closed', 'destroyed'])
    expect(await app.call('exhibit.verify', { case: main })).toMatchObject({ ok: true })
    expect((await app.call('draft.get', { key: 'report' })).body).toEqual({ narrative: 'A call, not written up yet' })
  })

  test('the backup restores to a vault that audits green', async () => {
    // On another computer, which knows of no newer state.
    const other = testApp()
    try {
      const to = join(other.folder, 'R.holdfast')
      const restored = await other.call('vault.restore', { from: file('backup'), to, passphrase: frozenPassphrase })
      expect(restored).toMatchObject({ ...expected.backup, lost: [] })
      // As it was, without an entry more, until somebody upgrades it.
      expect(restored.older).toEqual(['its tables are laid out as before'])
      const lying = await other.call('vault.unlock', { dir: to, passphrase: frozenPassphrase })
      await other.call('vault.acceptFingerprint', { fingerprint: lying.fingerprint.sha256 })
      expect((await other.call('vault.info', {})).fault).toMatch(/It is open for reading/)
      expect((await other.call('ledger.list', { limit: 1 })).total).toBe(expected.backup.entries)
      await other.call('vault.lock', {})
      await bringUp(other, to)
      const opened = await other.call('vault.unlock', { dir: to, passphrase: frozenPassphrase })
      expect(opened).toMatchObject({ fault: null })
      expect(await other.call('ledger.audit', {})).toMatchObject({ ok: true, problems: [] })
    } finally {
      await other.end()
    }
  })

  test('the backup put back over the vault is upgraded with the reason why it is older', async () => {
    const [from, to] = [file('backup'), file('vault')]
    const asked = { from, to, passphrase: frozenPassphrase, replace: true, supersedes: true, reason: 'The disk broke' }
    const restored = await app.call('vault.restore', asked)
    expect(restored.superseded).toMatch(/entries/)
    expect(restored.older.length).toBeGreaterThan(0)
    const { fingerprint } = await app.call('vault.unlock', { dir: to, passphrase: frozenPassphrase })
    await app.call('vault.acceptFingerprint', { fingerprint: fingerprint.sha256 })
    await app.call('vault.upgrade', { acceptOlder: 'The disk broke' })
    expect(await app.call('vault.info', {})).toMatchObject({ fault: null, outside: null })
    const { rows } = await app.call('ledger.list', { limit: 20 })
    expect(rows.map(({ type }) => type)).toEqual(expect.arrayContaining(['ledger.older-accepted', 'vault.upgraded']))
    await auditedGreen()
  })

  test('the export verifies, here and by the verifier written from the format alone', async () => {
    expect(expected.export).toMatchObject({ ok: true, problem: null })
    const verdict = await app.call('ledger.verify', { file: file('export.jsonl') })
    expect(verdict).toMatchObject(expected.export)
    expect(verifyLedger(readFileSync(file('export.jsonl')))).toMatchObject(expected.export)
  })

  test('the vault goes on from the head that was saved', async () => {
    await unlock()
    const checked = await app.call('ledger.check', { file: file('ledger.head') })
    expect(checked).toMatchObject({ result: 'continues', ...expected.head })
  })

  test('the sealed report opens and is filed with what was attached', async () => {
    await unlock()
    const sealed = file('report.hfreport')
    expect(await app.call('form.open', { file: sealed })).toMatchObject(expected.sealedReport)
    expect(await app.call('form.import', { files: [sealed] })).toMatchObject({ filed: [{ exhibits: 1 }], refused: [] })
  })

  test.each(['native', 'wasm'])(
    'the packet set by the %s engine verifies and is anchored in its root',
    async (engine) => {
      const verdict = expected.packets[engine]
      expect(verdict).toMatchObject({ intact: true, anchored: true, problems: [] })
      const packet = file(`packet-${engine}.pdf`)
      expect(await app.call('packet.verify', { file: packet })).toMatchObject(verdict ?? {})
      const root = expected.rootFingerprint
      expect(await app.call('packet.verify', { file: packet, root })).toMatchObject({
        intact: true,
        anchored: true,
        signer: { root: { confirmed: true } },
      })
    },
  )
})
