import { z } from 'zod'
import { HoldfastError, toFailure, type Failure } from '../kernel/errors.ts'
import { contract, isCall, type Call, type Checked, type Output } from './contract.ts'
import type { Port, Progress, Response, Signal } from './port.ts'

/** What a handler is told beside its input. */
export interface CallContext {
  signal: AbortSignal
  progress: (progress: Progress) => void
  /** Aborts when the document that asks has gone; left out where no window asks. */
  page?: AbortSignal
  /** The byte channel of that document; the core puts it there. */
  bytes?: PageBytes | undefined
  /** The drafts that it has open; the core puts them there. */
  drafts?: PageDrafts | undefined
  /** Makes, once, the private folder of what is dragged out, and gives its path; left out where nothing can be dragged. */
  outgoing?: (() => string) | undefined
}

/** Bytes that somebody may read in pieces. */
export interface OfferedBytes {
  size: number
  mediaType: string
  /** `length` bytes from byte `from` on, which lie inside. */
  read(from: number, length: number): Promise<Uint8Array>
  /** Called once, when nobody may read them any more. */
  end(): void
}

/**
 * The byte channel of one document, beside its strings. Everything in it goes by a token that nobody can guess, and
 * dies with the document and when the vault is locked.
 */
export interface PageBytes {
  /** Lets the document read bytes; gives the token. What has a `name` already keeps the token that it has. */
  offer(name: string, make: () => OfferedBytes): string
  /** Bytes that were offered to this document are to be had no more. */
  withdraw(token: string): void
  /** Lets the document send `size` bytes; gives the token. Fails with CONFLICT while too much is waiting already. */
  expect(size: number): string
  /** Takes what was sent under a token, once. Fails with INVALID_INPUT when it is not all there. */
  take(token: string): Uint8Array
}

/** The drafts of one document among those of all windows: one window writes a draft, the others read it. */
export interface PageDrafts {
  /**
   * Opens a draft; true: to write it. While another window has it: false, and what changes is told. `take` has the other
   * save and give it up first, a second at most.
   */
  hold(key: string, take: boolean): Promise<boolean>
  leave(key: string): void
  /** What was typed in this window is saved; said when the vault is about to be locked. */
  saved(): void
  /** Fails with CONFLICT while another window has it. */
  mayChange(key: string): void
  /** What was saved is told to those who read it. */
  changed(key: string): void
}

export type Handlers = {
  [K in Call]: (input: Checked<K>, context: CallContext) => Promise<Output<K>> | Output<K>
}

/** The core as its hosts see it. */
export interface App {
  call<K extends Call>(name: K, input: unknown, context: CallContext): Promise<Output<K>>
  onSignal(listener: (signal: Signal) => void): () => void
}

/** Checks an input against the contract. Fails with INVALID_INPUT that names every field that is wrong. */
export function checkInput<K extends Call>(name: K, input: unknown): Checked<K> {
  const refusal = (why: string): HoldfastError =>
    new HoldfastError('INVALID_INPUT', `${name}: ${why}.`, 'Correct what is named and try again; nothing was changed.')
  try {
    const checked = contract[name].input.safeParse(input)
    if (checked.success) return checked.data as Checked<K>
    throw refusal(issuesInWords(checked.error))
  } catch (thrown) {
    // Thousands of lists within lists: checking them takes more calls within calls than there may be.
    if (thrown instanceof RangeError) throw refusal('the input is nested too deep to be read')
    throw thrown
  }
}

/** A validation error as one sentence: each field by its path, then what is wrong with it. */
export function issuesInWords(error: z.ZodError): string {
  return error.issues
    .map((issue) => {
      const where = issue.path.length > 0 ? `"${issue.path.map(String).join('.')}"` : 'the input'
      if (issue.code === 'unrecognized_keys') {
        return `${where} has fields that are not known: ${issue.keys.map((key) => `"${key}"`).join(', ')}`
      }
      // A field that was left out is not given by its type's name.
      if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return `${where} is missing`
      return `${where}: ${issue.message}`
    })
    .join('; ')
}

/** Serves a core over one port until the returned function is called; work under way is then cancelled. */
export function serve(app: App, port: Port, newAbort: () => { signal: AbortSignal; abort(): void }): () => void {
  const running = new Map<number, { abort(): void }>()
  const post = (response: Response): void => port.send(JSON.stringify(response))
  const fail = (id: number, error: Failure): void => post({ id, ok: false, error })

  const page = newAbort()
  const stopSignals = app.onSignal((signal) => post({ signal }))
  const stopMessages = port.onMessage((text) => {
    const request = parseRequest(text)
    if (!request) return
    const { id } = request
    if ('cancel' in request) {
      running.get(id)?.abort()
      return
    }
    if (!isCall(request.call)) {
      fail(id, { code: 'USAGE', message: `There is no call named "${request.call}".`, next: 'Update both sides.' })
      return
    }
    const abort = newAbort()
    running.set(id, abort)
    app
      .call(request.call, request.input, {
        signal: abort.signal,
        progress: (progress) => post({ id, progress }),
        page: page.signal,
      })
      .then(
        (value) => post({ id, ok: true, value }),
        (thrown: unknown) => fail(id, toFailure(thrown)),
      )
      .finally(() => running.delete(id))
  })

  return () => {
    stopMessages()
    stopSignals()
    for (const abort of running.values()) abort.abort()
    page.abort()
  }
}

const RequestSchema = z.union([
  z.strictObject({ id: z.int(), cancel: z.literal(true) }),
  z.strictObject({ id: z.int(), call: z.string(), input: z.unknown() }),
])

/** The window is hostile: what does not have a request's form is dropped. */
function parseRequest(text: string): z.infer<typeof RequestSchema> | undefined {
  try {
    return RequestSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
