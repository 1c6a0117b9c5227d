// Entry of the disposable process that typesets; it talks over child_process's channel.
import type { TypesetOrder } from './messages.ts'
import { carryOut } from './work.ts'

process.once('message', (order: TypesetOrder) => {
  void carryOut(order, (answer) => process.send?.(answer))
})
// The parent has gone: nobody will read the answer.
process.once('disconnect', () => process.exit(0))
