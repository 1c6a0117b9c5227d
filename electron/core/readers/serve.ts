import { serialize } from 'node:v8'
import { answerLimit, memoryLimit } from './limits.ts'
import { refusalOf, Unreadable, type Answer, type Job, type Order, type Tell, type Warm } from './job.ts'
import { watchThisProcess } from './watch.ts'

/** A job with what does it, loaded when it is asked for. */
export interface Served {
  name: string
  otherwise: string
  open: (input: unknown) => Promise<object>
  /** Loads what opening will need, one thing after the other, until `isWanted` says that something is to be opened. */
  warm: (isWanted: () => boolean) => Promise<unknown>
}

export const served = <Input, Asked extends object>(
  { name, otherwise }: Job<Input, Asked>,
  load: () => Promise<(input: Input) => Asked | Promise<Asked>>,
  warm: Served['warm'] = load,
): Served => ({ name, otherwise, open: async (input) => (await load())(input as Input), warm })

/**
 * Makes this process a reader: one thing is opened, and questions about it are answered, over child_process's channel, until
 * the parent ends it.
 */
export function serveReader(jobs: readonly Served[]): void {
  // Parsers throw for every odd thing in a file, and nobody reads where: taking it down is most of what that costs.
  Error.stackTraceLimit = 0
  const watched = watchThisProcess(memoryLimit)
  let opened: { name: string; otherwise: string; asked: object } | undefined
  const answer = async (order: Order): Promise<unknown> => {
    if ('open' in order) {
      const found = jobs.find(({ name }) => name === order.open)
      if (!found || opened) throw new Error('order out of turn')
      opened = { ...found, asked: {} }
      // Nothing from outside is looked at before somebody watches what it costs.
      const watch = await watched
      watch.processor(order.processor)
      opened.asked = await found.open(order.input)
      return null
    }
    if (order.processor !== undefined) (await watched).processor(order.processor)
    const methods = opened?.asked as Record<string, (input: unknown, tell: Tell) => unknown>
    return methods[order.ask]?.(order.input, (done) => process.send?.({ done }))
  }
  const reply = async (order: Order): Promise<Answer> => {
    try {
      const value = serialize(await answer(order))
      if (value.length > answerLimit) throw new Unreadable('It holds more than can be shown of one file.')
      return { value }
    } catch (thrown) {
      return { failure: refusalOf(thrown, opened?.otherwise ?? 'Try again.') }
    }
  }
  const warm = async (which: string): Promise<void> => {
    // What cannot be loaded is said when it is to be opened.
    await jobs
      .find(({ name }) => name === which)
      ?.warm(() => opened !== undefined)
      .catch(() => undefined)
  }
  process.on('message', (order: Order | Warm) =>
    'warm' in order ? void warm(order.warm) : void reply(order).then((sent) => process.send?.(sent)),
  )
  // The parent has gone: nobody will read the answer.
  process.once('disconnect', () => process.exit(0))
}
