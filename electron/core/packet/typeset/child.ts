// Entry of the disposable process: under Node it talks over child_process's channel, under Electron (utilityProcess) over
// the port that Electron puts on `process`. Nothing of Electron is imported for that.
import type { TypesetOrder } from './messages.ts'
import { carryOut } from './work.ts'

interface ParentPort {
  once(event: 'message', listener: (event: { data: TypesetOrder }) => void): void
  postMessage(message: unknown): void
}

const { parentPort } = process as { parentPort?: ParentPort }
if (parentPort) {
  parentPort.once('message', ({ data }) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin to name
    void carryOut(data, (answer) => parentPort.postMessage(answer))
  })
} else {
  process.once('message', (order: TypesetOrder) => {
    void carryOut(order, (answer) => process.send?.(answer))
  })
  // The parent has gone: nobody will read the answer.
  process.once('disconnect', () => process.exit(0))
}
