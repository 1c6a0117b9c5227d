import { BrowserWindow, dialog } from 'electron'

/** Lets the person choose a folder in the system's own dialog; null when they chose none. */
export async function chooseFolder(title: string): Promise<string | null> {
  const options = { title, properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] as const }
  const [window] = BrowserWindow.getAllWindows()
  const asked = { ...options, properties: [...options.properties] }
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, asked) : dialog.showOpenDialog(asked))
  return canceled ? null : (filePaths[0] ?? null)
}
