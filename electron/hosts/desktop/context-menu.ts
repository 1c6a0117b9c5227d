import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'

/** The menu of the right button: what can be done with the text of a field, or with what is selected; else none. */
export function setupContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, { isEditable, editFlags, selectionText, formControlType }) => {
    const does = (role: 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll'): MenuItemConstructorOptions => ({
      role,
      enabled: editFlags[`can${role.charAt(0).toUpperCase()}${role.slice(1)}` as keyof typeof editFlags],
    })
    const line: MenuItemConstructorOptions = { type: 'separator' }
    // What a passphrase is stays in its field.
    const takes = formControlType === 'input-password' ? [] : [does('cut'), does('copy')]
    if (isEditable)
      Menu.buildFromTemplate([
        does('undo'),
        does('redo'),
        line,
        ...takes,
        does('paste'),
        line,
        does('selectAll'),
      ]).popup({ window })
    else if (selectionText !== '') Menu.buildFromTemplate([does('copy')]).popup({ window })
  })
}
