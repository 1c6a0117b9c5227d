// A typesetting process that takes memory until it is ended: for the test of its limit.
import { serveTypesetter } from '../../electron/core/print/serve.ts'

serveTypesetter((order, answer, limit) => {
  limit(order.resident.pages)
  answer({ kind: 'progress', progress: { stage: 'composing', done: 0 } })
  const kept: Buffer[] = []
  for (;;) kept.push(Buffer.alloc(32_000_000, 1))
})
