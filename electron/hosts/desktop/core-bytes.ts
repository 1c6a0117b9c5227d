import type { ByteDoor } from '../../core/app.ts'
import type { Frames } from '../desktop-core/frames.ts'
import type { FromCore, ToCore } from '../desktop-core/messages.ts'

type Answer = Extract<FromCore, { kind: 'piece' | 'written' }>

/** The core's byte channel from this side of the pipe: pieces are passed on, and nothing in them is looked at. */
export function coreBytes(frames: () => Frames<ToCore>): ByteDoor & {
  hear(answer: Answer, body: Buffer): void
  /** The core has ended: nothing more will come. */
  end(): void
} {
  const asked = new Map<number, (answer: Answer | undefined, body: Buffer) => void>()
  const nothing = Buffer.alloc(0)
  let last = 0
  let ended = false
  const ask = <T>(
    message: (id: number) => ToCore,
    bytes: Uint8Array | undefined,
    use: (answer: Answer | undefined, body: Buffer) => T,
  ): Promise<T> =>
    new Promise((resolve) => {
      if (ended) return resolve(use(undefined, nothing))
      const id = ++last
      asked.set(id, (answer, body) => resolve(use(answer, body)))
      frames().send(message(id), bytes)
    })
  return {
    read: (token, from, length) =>
      ask(
        (id) => ({ kind: 'read', id, token, from, length }),
        undefined,
        (answer, bytes) => (answer?.kind === 'piece' && answer.of ? { ...answer.of, bytes } : undefined),
      ),
    write: (token, at, bytes) =>
      ask(
        (id) => ({ kind: 'write', id, token, at }),
        bytes,
        (answer) => answer?.kind === 'written' && answer.taken,
      ),
    hear(answer, body) {
      asked.get(answer.id)?.(answer, body)
      asked.delete(answer.id)
    },
    end() {
      ended = true
      for (const give of asked.values()) give(undefined, nothing)
      asked.clear()
    },
  }
}
