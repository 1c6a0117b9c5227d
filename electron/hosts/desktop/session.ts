import { app, type Session } from 'electron'
import { isAllowed } from '../window-security.ts'
import { isOurFrame, isOurRequest, origin } from './trust.ts'

/** Closes every session, those that someone makes later too, to permissions, devices, downloads and the network. */
export function setupSessions(debug: boolean): void {
  app.on('session-created', (session) => closeSession(session, debug))
}

function closeSession(session: Session, debug: boolean): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isAllowed(permission) && isOurFrame(contents.mainFrame)),
  )
  session.setPermissionCheckHandler((_contents, permission, from) => isAllowed(permission) && from === `${origin}/`)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.setSpellCheckerEnabled(false)
  // Electron would fetch dictionaries from the network for any language left here.
  session.setSpellCheckerLanguages([])
  session.on('will-download', (event) => event.preventDefault())
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault()
    choose('')
  })
  // The developer's tools are files of Electron's own; they open only where a person asked for them.
  const mayAsk = (url: string): boolean =>
    isOurRequest(url) || (debug && url.startsWith('devtools://devtools/bundled/'))
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayAsk(url) }))
}
