import { join } from 'node:path'
import type { Part, Preferences } from '../../../shared/contract/computer.ts'
import { serve } from '../../../shared/contract/server.ts'
import { createApp } from '../../core/app.ts'
import { logToStandardError, nodePorts } from '../node-ports.ts'
import { findProgram, outgoingIn, readSettings } from '../place.ts'
import { sealedHeads, type Unsealed } from './heads.ts'
import type { Ask, FromCore, ToCore } from './messages.ts'
import { apartUpdates } from './updates.ts'

/** The core, for whoever passes on what its pages and its main process say. */
export interface DesktopCore {
  receive(message: Exclude<ToCore, { kind: 'close' }>, body: Buffer): void
  /** The main process is gone: nothing that it was asked, or is asked from now on, will be answered. */
  alone(): void
  /** Cancels what runs and locks the vault. */
  close(): Promise<void>
}

/** Milliseconds for which the vault stays open with no page at it: a page that is loaded again finds it, and its drafts. */
const patience = 60_000

/** Makes the core of the desktop host, which asks the main process for what only that can do. */
export function serveDesktopCore(
  moduleUrl: string,
  send: (message: FromCore, body?: Uint8Array) => void,
  lockAfter = patience,
): DesktopCore {
  const asked = new Map<number, { resolve(value: string | null): void; reject(error: Error): void }>()
  let last = 0
  let unanswered: Error | undefined
  const ask = (what: Ask, ...args: string[]): Promise<string | null> =>
    new Promise((resolve, reject) => {
      if (unanswered) return reject(unanswered)
      asked.set(++last, { resolve, reject })
      send({ kind: 'ask', id: last, ask: what, args })
    })
  const tell = async (what: Ask, ...args: string[]): Promise<void> => void (await ask(what, ...args))
  const picked = new Set<string>()

  const settings = readSettings(process.env)
  const program = findProgram(moduleUrl)
  const core = createApp(
    nodePorts(program, settings, {
      host: 'desktop',
      heads: sealedHeads(
        join(settings.home, '.heads'),
        {
          seal: (text) => ask('seal', text),
          unseal: async (text) => {
            const opened = await ask('unseal', text)
            return opened === null ? null : (JSON.parse(opened) as Unsealed)
          },
        },
        () => logToStandardError('no key store of the system: remembered heads are not sealed'),
      ),
      // A notice that cannot be shown is no failure of what it is about.
      notify: (title, body, place) => void tell('notify', title, body, place).catch(() => undefined),
      windowParts: async () => JSON.parse((await ask('windowParts')) ?? '[]') as Part[],
      preferences: {
        get: async () => JSON.parse((await ask('preferences')) ?? '{}') as Preferences,
        set: (change) => tell('setPreferences', JSON.stringify(change)),
      },
      updates: apartUpdates(program, settings.home, ask),
      chooseFolder: (title, use) => ask('chooseFolder', title, use ?? ''),
      isPicked: (path) => picked.has(path),
      showFile: (path) => tell('showFile', path),
      outgoing: outgoingIn(settings.home),
    }),
  )

  const pages = new Map<number, { deliver(text: string): void; leave(): void }>()
  const lock = (): void =>
    void core
      .call('vault.lock', {}, { signal: new AbortController().signal, progress: () => undefined })
      .catch(() => logToStandardError('locking failed'))
  let unattended: NodeJS.Timeout | undefined
  const open = (page: number): void => {
    clearTimeout(unattended)
    const listeners = new Set<(text: string) => void>()
    const port = {
      send: (text: string) => send({ kind: 'text', page }, Buffer.from(text)),
      onMessage: (listener: (text: string) => void) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    const leave = serve(core, port, () => new AbortController())
    const deliver = (text: string): void => {
      for (const listener of listeners) listener(text)
    }
    pages.set(page, { deliver, leave })
  }

  return {
    receive(message, body) {
      switch (message.kind) {
        case 'open':
          open(message.page)
          break
        case 'left':
          pages.get(message.page)?.leave()
          pages.delete(message.page)
          clearTimeout(unattended)
          if (pages.size === 0) unattended = setTimeout(lock, lockAfter).unref()
          break
        case 'lock':
          lock()
          break
        case 'text':
          pages.get(message.page)?.deliver(body.toString('utf8'))
          break
        case 'picked':
          picked.add(message.path)
          break
        case 'read':
          void core.bytes.read(message.token, message.from, message.length).then((piece) => {
            const of = piece ? { size: piece.size, mediaType: piece.mediaType } : null
            send({ kind: 'piece', id: message.id, of }, piece?.bytes)
          })
          break
        case 'write':
          void core.bytes
            .write(message.token, message.at, body)
            .then((taken) => send({ kind: 'written', id: message.id, taken }))
          break
        case 'answer':
          asked.get(message.id)?.resolve(message.value)
          asked.delete(message.id)
          break
        case 'failed':
          asked.get(message.id)?.reject(new Error(message.message))
          asked.delete(message.id)
          break
      }
    },
    alone() {
      unanswered = new Error('the main process is gone')
      for (const { reject } of asked.values()) reject(unanswered)
      asked.clear()
    },
    close: () => core.close(),
  }
}
