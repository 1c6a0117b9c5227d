import { watchThisProcess } from '../readers/index.ts'
import { residentLimits, type TypesetAnswer, type TypesetOrder } from './messages.ts'

/** Does one order; `limit` sets how many bytes the whole process may have resident from then on. Never rejects. */
type CarryOut = (
  order: TypesetOrder,
  answer: (answer: TypesetAnswer) => void,
  limit: (bytes: number) => void,
) => Promise<void>

/** Makes this process one that typesets: one order over child_process's channel, under a watch of its memory. */
export function serveTypesetter(carryOut: CarryOut): void {
  const watched = watchThisProcess(residentLimits.pictures)
  process.once('message', (order: TypesetOrder) => {
    void watched.then(({ memory }) => carryOut(order, (answer) => process.send?.(answer), memory))
  })
  // The parent has gone: nobody will read the answer.
  process.once('disconnect', () => process.exit(0))
}
