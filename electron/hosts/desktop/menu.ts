import { Menu, shell, type MenuItemConstructorOptions } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { commandIds, commands, commandWords, type CommandId } from '../../../shared/contract/commands.ts'
import type { Theme } from '../../../shared/contract/computer.ts'
import type { Preferring } from './preferences.ts'
import { changeZoom } from './zoom.ts'

type Item = MenuItemConstructorOptions

/** What the menu needs from the rest of the host. */
interface MenuOptions {
  /** Folder with our package.json. */
  root: string
  preferences: Preferring
  /** Has the page carry a command out. */
  run: (command: CommandId) => void
  lookForUpdates: () => void
}

const line: Item = { type: 'separator' }
const isMac = process.platform === 'darwin'

/** Makes the application's menu. A command of the page is dim until the page says that it can be done. */
export function setupMenu(options: MenuOptions): void {
  const { root, preferences, run, lookForUpdates } = options
  const { get, set } = preferences

  const item = (id: CommandId): Item => {
    const command: { menu: string; key?: string } = commands[id]
    const key = command.key === undefined ? {} : { accelerator: acceleratorOf(command.key), registerAccelerator: false }
    return { id, label: commandWords[id].label, enabled: false, click: () => run(id), ...key }
  }

  const appMenu: Item = {
    role: 'appMenu',
    submenu: [
      item('about'),
      line,
      item('preferences'),
      line,
      { role: 'services' },
      line,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      line,
      { role: 'quit' },
    ],
  }
  const file: Item = {
    label: '&File',
    submenu: [
      item('report.new'),
      item('window.new'),
      item('import'),
      item('packet.check'),
      line,
      item('vault.new'),
      item('vault.open'),
      line,
      item('print'),
      line,
      item('lock'),
      {
        id: 'lock.system',
        label: 'Lock when the computer locks or sleeps',
        type: 'checkbox',
        checked: get().lockWithSystem ?? false,
        click: ({ checked }) => set({ lockWithSystem: checked }),
      },
      ...(isMac ? [] : [line, item('preferences'), line, { role: 'quit' } as const]),
    ],
  }
  const theme = (id: Theme, label: string): Item => ({
    id: `theme.${id}`,
    label,
    type: 'radio',
    checked: get().theme === id,
    click: () => set({ theme: id }),
  })
  const zoom = (label: string, by: -1 | 0 | 1, accelerator: string, more: Item = {}): Item => ({
    label,
    accelerator,
    click: () => changeZoom(preferences, by),
    ...more,
  })
  const view: Item = {
    label: '&View',
    submenu: [
      zoom('Zoom in', 1, 'CommandOrControl+Plus', { id: 'zoom.in' }),
      // The same key where plus takes Shift.
      zoom('Zoom in', 1, 'CommandOrControl+=', { visible: false, acceleratorWorksWhenHidden: true }),
      zoom('Zoom out', -1, 'CommandOrControl+-', { id: 'zoom.out' }),
      zoom('Actual size', 0, 'CommandOrControl+0', { id: 'zoom.reset' }),
      line,
      {
        label: 'Theme',
        submenu: [theme('system', 'As the system'), theme('light', 'Light'), theme('dark', 'Dark')],
      },
      {
        id: 'capture',
        label: 'Hide from screen capture',
        type: 'checkbox',
        visible: get().hideFromCapture !== undefined,
        checked: get().hideFromCapture ?? false,
        click: ({ checked }) => set({ hideFromCapture: checked }),
      },
      line,
      { role: 'togglefullscreen' },
    ],
  }
  const help: Item = {
    role: 'help',
    submenu: [
      item('keys'),
      ...documents(root),
      line,
      { id: 'updates', label: 'Look for updates…', click: lookForUpdates },
      ...(isMac ? [] : [item('about')]),
    ],
  }
  const go: Item = { label: '&Go', submenu: commandIds.filter((id) => commands[id].menu === 'go').map(item) }
  const edit: Item = { role: 'editMenu' }
  const all = [...(isMac ? [appMenu] : []), file, edit, view, go, { role: 'windowMenu' } as const, help]
  Menu.setApplicationMenu(Menu.buildFromTemplate(all))
}

/** Lets what the page offers be chosen in the menu, and dims the rest. */
export function offerInMenu(offered: ReadonlySet<CommandId>): void {
  const menu = Menu.getApplicationMenu()
  for (const id of commandIds) {
    const found = menu?.getMenuItemById(id)
    if (found) found.enabled = offered.has(id)
  }
}

/** The papers that came with the program, as pages that the system's browser shows from the disk. */
function documents(root: string): Item[] {
  const folder = root.endsWith('.asar') ? join(process.resourcesPath, 'papers') : join(root, 'out', 'papers')
  const open = (id: string, label: string, page: string): Item[] =>
    existsSync(join(folder, page)) ? [{ id, label, click: () => void shell.openPath(join(folder, page)) }] : []
  const found = [
    ...open('paper.readme', 'Read me', 'README.html'),
    ...open('paper.all', 'Formats and other documents', 'index.html'),
  ]
  return found.length === 0 ? [] : [line, ...found]
}

/** A key of the table as Electron writes it. */
const acceleratorOf = (key: string): string =>
  key.replace('Mod+', 'CommandOrControl+').replace(/[a-z]$/, (letter) => letter.toUpperCase())
