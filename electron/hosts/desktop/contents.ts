import { app } from 'electron'

/** Keeps every page where it is: no navigation, no new windows, no pages inside pages. */
export function setupContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    // Else a page that opens a peer connection sends packets to whom it likes, past every other limit.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('select-bluetooth-device', (event, _devices, choose) => {
      event.preventDefault()
      choose('')
    })
  })
}
