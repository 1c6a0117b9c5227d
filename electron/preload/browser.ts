import { portOver, type Bridge } from './bridge.ts'

// Runs in the page before its own scripts. The host gave it the binding `holdfastPost`, a function that takes strings:
// 'm' and a message, 'p' and a ticket for a file whose path is asked, or 'w' for another window. The host answers through `holdfastHost`.
declare global {
  interface Window {
    holdfastPost?: (text: string) => void
  }
}

const post = window.holdfastPost
if (post && window.top === window) {
  // The page has no use for the raw binding.
  delete window.holdfastPost
  const { port, deliver } = portOver((text) => post(`m${text}`))

  let last = 0
  const asked = new Map<string, { file: File; resolve: (path: string) => void }>()
  const bridge: Bridge = {
    port,
    pathOf: (file) =>
      new Promise((resolve) => {
        if (!(file instanceof File)) {
          resolve('')
          return
        }
        const ticket = String(++last)
        asked.set(ticket, { file, resolve })
        post(`p${ticket}`)
      }),
    newWindow: () => post('w'),
  }
  const host = {
    deliver,
    fileOf: (ticket: string): File | undefined => asked.get(ticket)?.file,
    tellPath: (ticket: string, path: string): void => {
      asked.get(ticket)?.resolve(path)
      asked.delete(ticket)
    },
  }
  const fixed = { writable: false, configurable: false }
  Object.defineProperty(window, 'holdfast', { value: Object.freeze(bridge), enumerable: true, ...fixed })
  Object.defineProperty(window, 'holdfastHost', { value: Object.freeze(host), enumerable: false, ...fixed })

  // The browser's own menu saves, prints and inspects the page; only a text field keeps it, for paste.
  window.addEventListener('contextmenu', (event) => {
    const { target } = event
    const field = target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))
    if (!field) event.preventDefault()
  })
  window.addEventListener('keydown', (event) => event.key === 'F1' && event.preventDefault(), { capture: true })
}
