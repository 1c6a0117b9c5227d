import type { ElectronApplication } from '@playwright/test'

/** Chooses an item of the system's menu by its id; fails where it is dim. */
export const choose = (app: ElectronApplication, id: string): Promise<void> =>
  app.evaluate(({ Menu, BrowserWindow }, name) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(name)
    if (!item?.enabled) throw new Error(`${name} is dim`)
    item.click(undefined, BrowserWindow.getAllWindows()[0])
  }, id)

/** What the person answers from now on in the system's dialog for a folder, and gives how often they did; null: they cancel it. */
export async function chooseInDialog(app: ElectronApplication, folder: string | null): Promise<() => Promise<number>> {
  const answers = await app.evaluateHandle(({ dialog }, chosen) => {
    const count = { answered: 0 }
    dialog.showOpenDialog = () => {
      count.answered++
      return Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
    }
    return count
  }, folder)
  return () => answers.evaluate(({ answered }) => answered)
}
