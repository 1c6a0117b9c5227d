// Changes the vault's key (with a new passphrase, or by a sheet, where one is given) and is killed at the step that it is told;
// prints what was acknowledged before.
import { createApp } from '../../electron/core/app.ts'
import { passphrase, testPorts } from '../support/app.ts'
import { aReport } from '../support/builders.ts'

const [dir = '', home = '', at = '', next, words] = process.argv.slice(2)
const app = createApp(testPorts(home))
const context = { signal: new AbortController().signal, progress: () => undefined }
const killing = {
  ...context,
  progress: ({ done, unit }: { done: number; unit: string }) => {
    if (unit === 'steps' && String(done) === at) process.kill(process.pid, 'SIGKILL')
  },
}
if (words === undefined) await app.call('vault.unlock', { dir, passphrase }, context)
if (next === undefined) {
  const report = aReport({ narrative: 'kept' })
  process.stdout.write(JSON.stringify(await app.call('report.add', report, context)))
  await app.call('vault.rekey', {}, killing)
} else if (words === undefined) {
  await app.call('vault.changePassphrase', { current: passphrase, next, sheet: 'next' }, killing)
} else {
  await app.call('vault.recover', { dir, words, passphrase: next, sheet: 'next' }, killing)
}
process.kill(process.pid, 'SIGKILL')
