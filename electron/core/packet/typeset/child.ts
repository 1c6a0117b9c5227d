// Entry of the disposable process under Node (child_process.fork). A host with another kind of process calls `carryOut`
// from an entry of its own.
import type { TypesetOrder } from './messages.ts'
import { carryOut } from './work.ts'

process.once('message', (order: TypesetOrder) => {
  void carryOut(order, (answer) => process.send?.(answer))
})
// The parent has gone: nobody will read the answer.
process.once('disconnect', () => process.exit(0))
