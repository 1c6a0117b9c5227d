import { protocol, type Session } from 'electron'
import { answerPage } from '../window-files.ts'
import { origin } from './trust.ts'

/** Makes app:// a scheme with an origin, like https. Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: false } },
  ])
}

/** Answers app://holdfast/ from the built window in `renderer`. */
export function setupScheme(session: Session, renderer: string): void {
  session.protocol.handle('app', async (request) => {
    const { status, headers, body } = await answerPage(request, origin, renderer)
    return new Response(new Uint8Array(body), { status, headers })
  })
}
