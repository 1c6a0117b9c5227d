// Entry of the disposable process for work on a database that SQLite does in one piece; it talks over child_process's channel.
import type { DatabaseOrder } from './messages.ts'
import { carryOut } from './work.ts'

process.once('message', (order: DatabaseOrder) => void process.send?.(carryOut(order)))
// The parent has gone: nobody will read the answer.
process.once('disconnect', () => process.exit(0))
