import { shell } from 'electron'
import type { Part, Preferences } from '../../../shared/contract/computer.ts'
import { chooseFolder } from './choose-folder.ts'
import type { Answers } from './core-process.ts'
import { seal, unseal } from './key-store.ts'
import { showNotice } from './notices.ts'
import type { Preferring } from './preferences.ts'
import type { UpdateLooks } from './updates.ts'

/** What this process does for the core: key store, notices, dialogs, the file manager, what is set for this computer. */
export const desktopAnswers = (preferences: Preferring, updates: UpdateLooks): Answers => ({
  seal: (text = '') => seal(text),
  unseal: (sealed = '') => unseal(sealed),
  notify: (title = '', body = '', place = '') => {
    showNotice(title, body, place)
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
  chooseFolder: (title = '', use = '') => chooseFolder(title, use === 'open'),
  preferences: () => Promise.resolve(JSON.stringify(preferences.get())),
  // Checked by the core, which alone asks for it.
  setPreferences: (change = '{}') => {
    preferences.set(JSON.parse(change) as Preferences)
    return Promise.resolve(null)
  },
  confirmAddress: async (address = '') => ((await updates.confirm(address)) ? 'yes' : null),
  addressChanged: () => {
    updates.changed()
    return Promise.resolve(null)
  },
  lookForUpdates: async () => JSON.stringify(await updates.look()),
  showFile: (path = '') => {
    shell.showItemInFolder(path)
    return Promise.resolve(null)
  },
})
