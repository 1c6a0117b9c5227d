import { Menu, type MenuItemConstructorOptions } from 'electron'

/** The least a person expects of a menu: editing text, the window's size, leaving. No reload, no developer's tools. */
export function setupMenu(): void {
  const app: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  const file: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [] : [{ label: '&File', submenu: [{ role: 'quit' }] }]
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate([...app, ...file, { role: 'editMenu' }, view]))
}
