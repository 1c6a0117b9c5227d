import { BrowserWindow, Notification } from 'electron'
import { askPage } from './commands.ts'
import { showAgain } from './window.ts'

/** Notices that were shown and not dealt with: one that nobody holds is collected, and clicked in vain. */
const shown: Notification[] = []
const most = 20

/** Shows a notice of the system. Clicked, it brings the window forth and gives the page `place`, which only the page reads. */
export function showNotice(title: string, body: string, place: string): void {
  if (!Notification.isSupported()) return
  const notice = new Notification({ title, body })
  notice.on('click', () => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    if (!window) return
    showAgain(window)
    askPage(window, { kind: 'due', place })
  })
  shown.push(notice)
  shown.splice(0, shown.length - most)
  notice.show()
}
