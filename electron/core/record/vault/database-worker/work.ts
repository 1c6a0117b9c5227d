import { toFailure } from '../../../../../shared/kernel/errors.ts'
import { checkDatabase, rekeyDatabase } from '../store.ts'
import type { DatabaseAnswer, DatabaseOrder } from './messages.ts'

/** Does one order inside the disposable process. Never throws; the keys do not outlive it. */
export function carryOut(order: DatabaseOrder): DatabaseAnswer {
  const keys = order.kind === 'structure' ? [order.key] : [order.from, order.to]
  try {
    if (order.kind === 'structure') return { kind: 'done', said: checkDatabase(order.path, order.key) }
    rekeyDatabase(order.path, order.from, order.to)
    return { kind: 'done', said: [] }
  } catch (thrown) {
    return { kind: 'failed', failure: toFailure(thrown) }
  } finally {
    for (const key of keys) key.fill(0)
  }
}
