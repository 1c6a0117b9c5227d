import { HoldfastError } from '../kernel/errors.ts'
import type { Call, Input, Output } from './contract.ts'
import type { Port, Progress, Request, Response, Signal } from './port.ts'

export interface CallOptions {
  /** Cancels a task; the call then fails with CANCELLED and nothing of it is kept. */
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}

export interface Client {
  /** Calls one procedure. Rejects with `HoldfastError` only. */
  call<K extends Call>(name: K, input: Input<K>, options?: CallOptions): Promise<Output<K>>
  /** What the core tells unasked. Returns the function that stops listening. */
  onSignal(listener: (signal: Signal) => void): () => void
}

interface Pending {
  resolve: (value: never) => void
  reject: (error: HoldfastError) => void
  onProgress: ((progress: Progress) => void) | undefined
}

/** A typed client over a string port. */
export function createClient(port: Port): Client {
  const pending = new Map<number, Pending>()
  const listeners = new Set<(signal: Signal) => void>()
  let last = 0

  port.onMessage((text) => {
    const message = JSON.parse(text) as Response
    if ('signal' in message) {
      if (message.signal.kind === 'locked' && message.signal.reason === 'ended') giveUp()
      for (const listener of listeners) listener(message.signal)
      return
    }
    const call = pending.get(message.id)
    if (!call) return
    if ('progress' in message) {
      call.onProgress?.(message.progress)
      return
    }
    pending.delete(message.id)
    if (message.ok) call.resolve(message.value as never)
    else call.reject(new HoldfastError(message.error.code, message.error.message, message.error.next))
  })

  /** Nobody is left who would answer. */
  const giveUp = (): void => {
    for (const { reject } of pending.values()) {
      reject(
        new HoldfastError(
          'NOT_CONFIRMED',
          'The part of Holdfast that holds the vault ended before it answered.',
          'Open the vault again and check whether it was done before you do it again.',
        ),
      )
    }
    pending.clear()
  }

  const post = (request: Request): void => port.send(JSON.stringify(request))

  return {
    call: (name, input, options = {}) =>
      new Promise((resolve, reject) => {
        const id = ++last
        pending.set(id, { resolve, reject, onProgress: options.onProgress })
        options.signal?.addEventListener('abort', () => post({ id, cancel: true }), { once: true })
        post({ id, call: name, input })
        if (options.signal?.aborted) post({ id, cancel: true })
      }),
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
