import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'

/** Lets the person choose a folder, or a vault's, in the system's own dialog; null when they chose none. */
export async function chooseFolder(title: string, vault: boolean): Promise<string | null> {
  const properties: OpenDialogOptions['properties'] = ['openDirectory', 'createDirectory', 'dontAddToRecent']
  // To macOS a vault's folder is a package, which its dialog takes for a file.
  const isPackage = vault && process.platform === 'darwin'
  const options: OpenDialogOptions = isPackage
    ? {
        title,
        properties: [...properties, 'openFile'],
        filters: [{ name: 'Holdfast vault', extensions: ['holdfast'] }],
      }
    : { title, properties }
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}
