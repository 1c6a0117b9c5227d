import { Notification, shell } from 'electron'
import type { Part } from '../../../shared/contract/computer.ts'
import { chooseFolder } from './choose-folder.ts'
import type { Answers } from './core-process.ts'
import { seal, unseal } from './key-store.ts'

/** What this process does for the core: key store, notices, dialogs, the file manager. */
export const desktopAnswers: Answers = {
  seal: (text = '') => seal(text),
  unseal: (sealed = '') => unseal(sealed),
  notify: (title = '', body = '') => {
    if (Notification.isSupported()) new Notification({ title, body }).show()
    return Promise.resolve(null)
  },
  windowParts: () => {
    const { electron, chrome } = process.versions
    const parts: Part[] = [
      { name: 'Electron', version: electron },
      { name: 'Chromium', version: chrome },
    ]
    return Promise.resolve(JSON.stringify(parts))
  },
  chooseFolder: (title = '') => chooseFolder(title),
  showFile: (path = '') => {
    shell.showItemInFolder(path)
    return Promise.resolve(null)
  },
}
