// Entry of the disposable process in which files from outside are read: under Node it talks over child_process's channel,
// under Electron (utilityProcess) over the port that Electron puts on `process`. Nothing of Electron is imported for that.
import type { ReadAnswer, ReadOrder } from './reading.ts'
import { answerOrder } from './recognise.ts'

interface ParentPort {
  on(event: 'message', listener: (event: { data: ReadOrder }) => void): void
  postMessage(message: ReadAnswer): void
}

const { parentPort } = process as { parentPort?: ParentPort }
if (parentPort) {
  parentPort.on('message', ({ data }) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin to name
    void answerOrder(data).then((answer) => parentPort.postMessage(answer))
  })
} else {
  process.on('message', (order: ReadOrder) => {
    void answerOrder(order).then((answer) => process.send?.(answer))
  })
  // The parent has gone: nobody will read the answer.
  process.once('disconnect', () => process.exit(0))
}
