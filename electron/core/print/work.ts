import { chooseEngine } from './choose.ts'
import { compose } from './compose.ts'
import { composePages } from './compose-pages.ts'
import type { Engine } from './engine.ts'
import { loadFaces, type LoadedFace } from './fonts.ts'
import type { TypesetAnswer, TypesetOrder } from './messages.ts'
import { platesOf } from './plates.ts'
import type { TypesetJob } from './port.ts'

/** Does one order inside the disposable process. Never rejects. */
export async function carryOut(
  order: TypesetOrder,
  answer: (answer: TypesetAnswer) => void,
  limit: (bytes: number) => void,
): Promise<void> {
  try {
    const engine = await chooseEngine(order.engine)
    const faces = loadFaces(order.fontFolder)
    const composing = (): void => {
      limit(order.resident.pages)
      answer({ kind: 'progress', progress: { stage: 'composing', done: 0 } })
    }
    limit(order.resident.pictures)
    const composed = await ('template' in order.job
      ? composePages(engine, order.job, faces, order.templates, order.onlyPlain, composing)
      : composePacket(engine, order.job, faces, order, answer, composing))
    if ('failed' in composed) answer({ kind: 'failed', message: composed.failed })
    else answer({ kind: 'done', engine: engine.name, conformance: engine.conformance, ...composed })
  } catch (thrown) {
    answer({ kind: 'failed', message: thrown instanceof Error ? thrown.message : 'unknown' })
  }
}

async function composePacket(
  engine: Engine,
  job: TypesetJob,
  faces: LoadedFace[],
  { templates, onlyPlain, withoutPicture }: TypesetOrder,
  answer: (answer: TypesetAnswer) => void,
  composing: () => void,
): ReturnType<typeof compose> {
  const plates = onlyPlain
    ? []
    : await platesOf(job, {
        without: new Map(withoutPicture.map(({ exhibit, why }) => [exhibit, why])),
        onBegin: (exhibit) => answer({ kind: 'picture', exhibit }),
        onDone: (done) => answer({ kind: 'progress', progress: { stage: 'plates', done } }),
      })
  composing()
  return compose(engine, job, plates, faces, templates, onlyPlain)
}
