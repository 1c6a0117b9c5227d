import { app, type Session } from 'electron'
import { isOurRequest } from './trust.ts'

/** Closes every session, those that someone makes later too, to permissions, devices, downloads and the network. */
export function setupSessions(): void {
  app.on('session-created', closeSession)
}

function closeSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
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
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOurRequest(url) }))
}
