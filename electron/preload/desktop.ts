import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Asked } from '../../shared/contract/commands.ts'
import { portOver, type Bridge } from './bridge.ts'

const { port, deliver } = portOver((text) => ipcRenderer.send('holdfast', text))
ipcRenderer.on('holdfast', (_event, text: unknown) => {
  if (typeof text === 'string') deliver(text)
})

// What is asked before the page listens waits for it.
let listen: ((asked: Asked) => void) | undefined
const waiting: Asked[] = []
ipcRenderer.on('holdfast-asked', (_event, asked: Asked) => {
  if (listen) listen(asked)
  else waiting.push(asked)
})

const bridge: Bridge = {
  port,
  pathOf: (file) => {
    const path = webUtils.getPathForFile(file)
    // The main process hears of it before the page does; messages of one sender keep their order.
    if (path !== '') ipcRenderer.send('holdfast-picked', path)
    return Promise.resolve(path)
  },
  newWindow: () => ipcRenderer.send('holdfast-another'),
  desktop: {
    offer: (commands) => ipcRenderer.send('holdfast-offered', commands),
    drag: (file) => ipcRenderer.send('holdfast-drag', file),
    late: (count) => ipcRenderer.send('holdfast-late', count),
    secretCopied: (digest) => ipcRenderer.send('holdfast-secret', digest),
    onAsked: (listener) => {
      listen = listener
      for (const asked of waiting.splice(0)) listener(asked)
    },
  },
}
contextBridge.exposeInMainWorld('holdfast', bridge)
