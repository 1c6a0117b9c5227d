// Does one act on the vault in a folder, and says how it ended; after a refusal, whether the same process goes on with the vault.
// With a number behind the words it is killed at that call.
import { writeSync } from 'node:fs'
import { toFailure } from '../../shared/kernel/errors.ts'
import { aReport } from '../support/builders.ts'
import { atHome, carryOut, type Act } from './acts.ts'
import { dieAt } from './dying.ts'

const [folder = '', act, words = '', nth] = process.argv.slice(2)
const say = (line: object): number => writeSync(1, `${JSON.stringify(line)}\n`)
const failed = (thrown: unknown): object => {
  const { code, message, next } = toFailure(thrown)
  return { failed: code, message: code === 'INTERNAL' ? `${message} ${String(thrown)}` : `${message} ${next}` }
}

if (nth !== undefined) await dieAt(Number(nth))
await atHome(folder, async (call) => {
  try {
    await carryOut(call, folder, act as Act, words)
    say({ done: true })
  } catch (thrown) {
    say(failed(thrown))
  }
  try {
    if ((await call('app.state', {})).open?.fault === null) await call('report.add', aReport())
  } catch (thrown) {
    say({ after: failed(thrown) })
  }
}).catch((thrown: unknown) => say({ closing: failed(thrown) }))
