import { protocol, type Session } from 'electron'
import { answerBytes, tokenIn } from '../window-bytes.ts'
import { answerPage } from '../window-files.ts'
import type { Core } from './core.ts'
import { origin } from './trust.ts'

/** Makes app:// a scheme with an origin, like https. Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: false },
    },
  ])
}

/** Answers app://holdfast/ from the built window in `renderer`, and below bytes/ from the core. */
export function setupScheme(session: Session, renderer: string, core: Core): void {
  session.protocol.handle('app', async (request) => {
    const { url, method } = request
    if (tokenIn(url, origin)) {
      const range = request.headers.get('range') ?? undefined
      const body = async (): Promise<Uint8Array> => new Uint8Array(await request.arrayBuffer())
      const answer = await answerBytes({ url, method, range, body }, origin, core.bytes)
      return new Response(answer.status === 204 ? null : streamOf(answer.body), answer)
    }
    const { status, headers, body } = await answerPage(request, origin, renderer)
    return new Response(new Uint8Array(body), { status, headers })
  })
}

/** Each piece is asked of the core when the page has taken the one before it, and none after the page has left. */
function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await iterator.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      },
      cancel: () => void iterator.return?.(),
    },
    { highWaterMark: 0 },
  )
}
