import type { CDPSession } from 'playwright-core'
import { longest } from '../../preload/bridge.ts'
import type { Port } from '../../../shared/contract/port.ts'

/** Called for each document that the window loads; returns what to do when that document is gone. */
export type OnDocument = (port: Port) => () => void

/** Called with the path of each file that the browser itself says a person gave to the page. */
export type OnPicked = (path: string) => void

/** Who hears of the documents of a window. */
export interface Hearing {
  onDocument: OnDocument
  onPicked: OnPicked
  /** The page asks for another window. `open` has a document open an empty one. */
  onAnother: (open: () => void) => void
}

interface Document {
  contextId: number
  listeners: Set<(text: string) => void>
  leave: () => void
}

/**
 * Gives every document of our origin in the window's main frame its own string port, over the browser's debugging pipe.
 * A binding call is believed only when it comes from that document's own script world: messages from other frames, other
 * origins and documents already left are dropped. Call it before the window loads its page. Returns what to do when the
 * window is gone, of which the pipe says nothing.
 */
export async function connectWindow(
  session: CDPSession,
  origin: string,
  { onDocument, onPicked, onAnother }: Hearing,
): Promise<() => void> {
  let mainFrame = ''
  let current: Document | undefined
  /** Set once everything is in place: what was in the window before has no bridge, and gets no port. */
  let ready = false

  const leave = (): void => {
    current?.leave()
    current = undefined
  }
  // Whoever opens a window from one of an app gets one of an app; of its own, so that it falls over alone.
  const openAnother = (contextId: number): void => {
    const expression = "window.open('about:blank', '_blank', 'popup,noopener,width=1440,height=900')"
    session.send('Runtime.evaluate', { contextId, expression, userGesture: true }).catch(() => undefined)
  }
  /** Runs in the current document; a document that is just going away answers no more, and need not. */
  const run = (contextId: number, expression: string): void => {
    session.send('Runtime.evaluate', { contextId, expression }).catch(() => undefined)
  }

  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId === undefined) mainFrame = frame.id
  })
  session.on('Runtime.executionContextsCleared', leave)
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === current?.contextId) leave()
  })
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const where = context.auxData as { frameId?: unknown; isDefault?: unknown } | undefined
    if (!ready || context.origin !== origin || where?.isDefault !== true || where.frameId !== mainFrame) return
    leave()
    const listeners = new Set<(text: string) => void>()
    const port: Port = {
      send: (text) => run(context.id, `holdfastHost.deliver(${JSON.stringify(text)})`),
      onMessage: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    current = { contextId: context.id, listeners, leave: onDocument(port) }
  })
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== binding || executionContextId !== current?.contextId || payload.length > longest + 1) return
    const body = payload.slice(1)
    if (payload.startsWith('m')) for (const listener of current.listeners) listener(body)
    else if (payload === 'w') onAnother(() => openAnother(executionContextId))
    else if (/^p\d{1,15}$/.test(payload)) {
      void pathOf(session, executionContextId, body).then((path) => {
        if (path !== '') onPicked(path)
        run(executionContextId, `holdfastHost.tellPath("${body}", ${JSON.stringify(path)})`)
      })
    }
  })

  await session.send('Page.enable')
  mainFrame = (await session.send('Page.getFrameTree')).frameTree.frame.id
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: binding })
  ready = true
  return leave
}

const binding = 'holdfastPost'

/** Path of the file behind a page's ticket; empty when there is none, as for a file made in memory. */
async function pathOf(session: CDPSession, contextId: number, ticket: string): Promise<string> {
  try {
    const { result } = await session.send('Runtime.evaluate', {
      contextId,
      expression: `holdfastHost.fileOf("${ticket}")`,
    })
    if (!result.objectId) return ''
    const { path } = await session.send('DOM.getFileInfo', { objectId: result.objectId })
    await session.send('Runtime.releaseObject', { objectId: result.objectId })
    return path
  } catch {
    return ''
  }
}
