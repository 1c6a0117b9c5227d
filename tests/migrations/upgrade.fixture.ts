// Upgrades the vault in argv[2] and is killed at the step in argv[4]: a step of the upgrade by its number, `tables` while they are
// projected, `after` when the upgrade was acknowledged.
import { createApp } from '../../electron/core/app.ts'
import { testPorts } from '../support/app.ts'
import { frozenPassphrase } from './frozen.ts'

const [dir = '', home = '', at = ''] = process.argv.slice(2)
const app = createApp(testPorts(home))
const die = (): void => void process.kill(process.pid, 'SIGKILL')
const context = { signal: new AbortController().signal, progress: () => undefined }
const opened = await app.call('vault.unlock', { dir, passphrase: frozenPassphrase }, context)
if (opened.mustCompare) await app.call('vault.acceptFingerprint', { fingerprint: opened.fingerprint.sha256 }, context)
await app.call(
  'vault.upgrade',
  {},
  {
    ...context,
    progress: ({ done, unit }) => {
      if ((unit === 'steps' && String(done) === at) || (unit === 'entries' && at === 'tables')) die()
    },
  },
)
die()
