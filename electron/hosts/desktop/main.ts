import { app, Notification, session, shell } from 'electron'
import { join } from 'node:path'
import { createApp } from '../../core/app.ts'
import { databaseEntry, nodePorts, typesetterEntry } from '../node-ports.ts'
import { findProgram, readSettings } from '../place.ts'
import { setupChannel } from './channel.ts'
import { chooseFolder } from './choose-folder.ts'
import { setupContents } from './contents.ts'
import { sealedHeads } from './heads.ts'
import { setupMenu } from './menu.ts'
import { setupQuit } from './quit.ts'
import { declareScheme, setupScheme } from './scheme.ts'
import { setupSessions } from './session.ts'
import { utilityChildren } from './typesetter.ts'
import { loadWindow, makeWindow } from './window.ts'

const program = findProgram(import.meta.url)
const settings = readSettings(process.env)

app.setPath('userData', join(settings.home, '.window', 'desktop'))
app.enableSandbox()
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp')
declareScheme()
setupSessions()
setupContents()

if (app.requestSingleInstanceLock()) {
  // Not awaited here: Electron becomes ready only once this module has been evaluated to its end.
  void app.whenReady().then(openWorkstation)
} else {
  process.stderr.write('Holdfast is already open: go on in its window.\n')
  app.quit()
}

async function openWorkstation(): Promise<void> {
  const picked = new Set<string>()
  const core = createApp(
    nodePorts(program, settings, {
      host: 'desktop',
      heads: sealedHeads(join(settings.home, '.heads')),
      notify: (title, body) => {
        if (Notification.isSupported()) new Notification({ title, body }).show()
      },
      chooseFolder,
      isPicked: (path) => picked.has(path),
      showFile: (path) => Promise.resolve(shell.showItemInFolder(path)),
      typesetting: { children: utilityChildren, entry: typesetterEntry(program) },
      databases: { children: utilityChildren, entry: databaseEntry(program) },
    }),
  )
  // A partition without "persist:" lives in memory: nothing that is typed reaches the disk by way of the window.
  const memory = session.fromPartition('holdfast', { cache: false })
  setupScheme(memory, join(program.root, 'out', 'renderer'))
  setupMenu()
  const window = makeWindow(memory, program.root)
  setupChannel(window, core, (path) => void picked.add(path))
  setupQuit(window, core)
  await loadWindow(window)
}
