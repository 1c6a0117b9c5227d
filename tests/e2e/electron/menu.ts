import type { ElectronApplication } from '@playwright/test'

/** Chooses an item of the system's menu by its id; fails where it is dim. */
export const choose = (app: ElectronApplication, id: string): Promise<void> =>
  app.evaluate(({ Menu, BrowserWindow }, name) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(name)
    if (!item?.enabled) throw new Error(`${name} is dim`)
    item.click(undefined, BrowserWindow.getAllWindows()[0])
  }, id)
