/** Which windows have a page that answers, so that the vault does not stay open behind none. */
export interface Attendance<Window> {
  answers(window: Window): void
  /** Its page hangs, or fell over. */
  silent(window: Window): void
  closed(window: Window): void
}

/** Calls `lock` once no window that is open has answered for `patience` milliseconds. */
export function attendance<Window>(lock: () => void, patience: number): Attendance<Window> {
  const answering = new Map<Window, boolean>()
  let timer: NodeJS.Timeout | undefined
  const judge = (): void => {
    const windows = [...answering.values()]
    if (windows.length > 0 && !windows.includes(true)) return void (timer ??= setTimeout(lock, patience))
    clearTimeout(timer)
    timer = undefined
  }
  return {
    answers(window) {
      answering.set(window, true)
      judge()
    },
    silent(window) {
      answering.set(window, false)
      judge()
    },
    closed(window) {
      answering.delete(window)
      judge()
    },
  }
}
