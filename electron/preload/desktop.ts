import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { portOver, type Bridge } from './bridge.ts'

const { port, deliver } = portOver((text) => ipcRenderer.send('holdfast', text))
ipcRenderer.on('holdfast', (_event, text: unknown) => {
  if (typeof text === 'string') deliver(text)
})

const bridge: Bridge = {
  port,
  pathOf: (file) => {
    const path = webUtils.getPathForFile(file)
    // The main process hears of it before the page does; messages of one sender keep their order.
    if (path !== '') ipcRenderer.send('holdfast-picked', path)
    return Promise.resolve(path)
  },
}
contextBridge.exposeInMainWorld('holdfast', bridge)
