import { watchThisProcess } from '../../../readers/index.ts'
import { memoryLimit, type DatabaseAnswer, type DatabaseOrder } from './messages.ts'

/** Makes this process one that works on a copy of a database: one order over child_process's channel, under a watch. */
export function serveDatabase(carryOut: (order: DatabaseOrder) => DatabaseAnswer): void {
  const watched = watchThisProcess(memoryLimit)
  process.once('message', (order: DatabaseOrder) => {
    void watched.then(() => process.send?.(carryOut(order)))
  })
  // The parent has gone: nobody will read the answer.
  process.once('disconnect', () => process.exit(0))
}
