// Changes the vault's key and is killed at the step that it is told; prints what was acknowledged before.
import { createApp } from '../../electron/core/app.ts'
import { passphrase, testPorts } from '../support/app.ts'

const [dir = '', home = '', at = ''] = process.argv.slice(2)
const app = createApp(testPorts(home))
const context = { signal: new AbortController().signal, progress: () => undefined }
await app.call('vault.unlock', { dir, passphrase }, context)
const report = {
  channel: 'phone',
  receivedAt: '2026-11-23T06:42:00-05:00',
  reporter: null,
  category: 'threat',
  narrative: 'kept',
}
process.stdout.write(JSON.stringify(await app.call('report.add', report, context)))
await app.call(
  'vault.rekey',
  {},
  {
    ...context,
    progress: ({ done, unit }) => {
      if (unit === 'steps' && String(done) === at) process.kill(process.pid, 'SIGKILL')
    },
  },
)
process.kill(process.pid, 'SIGKILL')
