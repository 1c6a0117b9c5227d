// Entry of the disposable process for work on a database that SQLite does in one piece. Under Node it talks over
// child_process's channel, under Electron (utilityProcess) over the port that Electron puts on `process`.
import type { DatabaseOrder } from './messages.ts'
import { carryOut } from './work.ts'

interface ParentPort {
  once(event: 'message', listener: (event: { data: DatabaseOrder }) => void): void
  postMessage(message: unknown): void
}

const { parentPort } = process as { parentPort?: ParentPort }
if (parentPort) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin to name
  parentPort.once('message', ({ data }) => parentPort.postMessage(carryOut(data)))
} else {
  process.once('message', (order: DatabaseOrder) => void process.send?.(carryOut(order)))
  // The parent has gone: nobody will read the answer.
  process.once('disconnect', () => process.exit(0))
}
