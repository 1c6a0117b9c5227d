import type { ElectronApplication } from '@playwright/test'

/** Chooses an item of the system's menu by its id; fails where it is dim. */
export const choose = (app: ElectronApplication, id: string): Promise<void> =>
  app.evaluate(({ Menu, BrowserWindow }, name) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(name)
    if (!item?.enabled) throw new Error(`${name} is dim`)
    item.click(undefined, BrowserWindow.getAllWindows()[0])
  }, id)

/** What the person answers from now on in the system's dialog for a folder; null: they cancel it. */
export const chooseInDialog = (app: ElectronApplication, folder: string | null): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
  }, folder)
