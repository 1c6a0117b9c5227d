import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { portOver, type Bridge } from './bridge.ts'

const { port, deliver } = portOver((text) => ipcRenderer.send('holdfast', text))
ipcRenderer.on('holdfast', (_event, text: unknown) => {
  if (typeof text === 'string') deliver(text)
})

const bridge: Bridge = { port, pathOf: (file) => Promise.resolve(webUtils.getPathForFile(file)) }
contextBridge.exposeInMainWorld('holdfast', bridge)
