import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unlockSession } from '../../electron/core/session.ts'
import { databaseKey } from '../../electron/core/record/vault/names.ts'
import { newVault, passphrase, testApp, testPorts } from '../support/app.ts'

const fixture = join(import.meta.dirname, 'keys-in-memory.fixture.ts')
const masked = (secret: Uint8Array): string => Buffer.from(secret.map((byte) => byte ^ 0xa5)).toString('hex')

test.skipIf(process.platform !== 'linux')(
  'once a vault is locked, neither its key nor the member’s secret is anywhere in the memory of the process',
  async () => {
    const t = testApp()
    try {
      const { dir } = await newVault(t)
      await t.call('vault.lock', {})
      const { workspace } = await unlockSession(testPorts(t.folder), { dir, passphrase }, () => undefined)
      const { vaultKey, memberSecret } = workspace.vault.keys
      const secrets = [vaultKey, memberSecret, databaseKey(vaultKey)].map(masked)
      await workspace.vault.close()
      const { stdout } = spawnSync(process.execPath, ['--expose-gc', fixture, dir, t.folder, ...secrets], {
        encoding: 'utf8',
      })
      const { open, locked } = JSON.parse(stdout) as { open: number[]; locked: number[] }
      // While it is open they are there: the search does find what is there.
      expect(open[0]).toBeGreaterThan(0)
      expect(open[1]).toBeGreaterThan(0)
      // SQLite frees its own copies of the database's key as they are: docs/threat-model.md says so.
      expect(locked.slice(0, 2)).toEqual([0, 0])
    } finally {
      await t.end()
    }
  },
  60_000,
)
