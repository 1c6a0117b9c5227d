import { chooseEngine } from './choose.ts'
import { compose } from './compose.ts'
import { loadFaces } from './fonts.ts'
import type { TypesetAnswer, TypesetOrder } from './messages.ts'
import { platesOf } from './plates.ts'

/** Does one order inside the disposable process. Never rejects. */
export async function carryOut(order: TypesetOrder, answer: (answer: TypesetAnswer) => void): Promise<void> {
  try {
    const engine = await chooseEngine(order.engine)
    const faces = loadFaces(order.fontFolder)
    const plates = order.onlyPlain
      ? []
      : await platesOf(order.job, (done) => answer({ kind: 'progress', progress: { stage: 'plates', done } }))
    answer({ kind: 'progress', progress: { stage: 'composing', done: 0 } })
    const composed = await compose(engine, order.job, plates, faces, order.templates, order.onlyPlain)
    if ('failed' in composed) answer({ kind: 'failed', message: composed.failed })
    else answer({ kind: 'done', engine: engine.name, conformance: engine.conformance, ...composed })
  } catch (thrown) {
    answer({ kind: 'failed', message: thrown instanceof Error ? thrown.message : 'unknown' })
  }
}
