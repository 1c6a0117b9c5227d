import { BrowserWindow, clipboard, dialog, Notification, type MessageBoxOptions } from 'electron'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Program, Settings } from '../place.ts'
import { Looked } from '../update/looked.ts'
import { readMemory } from '../update/memory.ts'
import { coreEnvironment } from './core-program.ts'
import { startNode } from './node-child.ts'

// The network is not this process's: a process of its own, without a key and without a vault, looks for a release
// (`holdfast update fetch`), verifies it, and says in one line what came of it.

/** Milliseconds between two looks, and what one may take: a release has some 230 MB. */
const daily = 24 * 3_600_000
const patience = 3 * 3_600_000

/** Looks for releases, where a person named an address. */
export interface UpdateLooks {
  /** Looks now and each day, and says what it brought by a notice of the system. */
  begin(): void
  /** Looks now; who asks while it looks gets what comes of that. */
  look(): Promise<Looked>
  /** Looks now, and says in a dialog what came of it. */
  lookAndShow(): void
  /** Asks the person whether to look there; no page can answer. */
  confirm(address: string): Promise<boolean>
  /** The person named an address, or none: looking elsewhere ends. */
  changed(): void
}

export function updateLooks(program: Program, settings: Settings): UpdateLooks {
  let told = ''
  let confirming = false
  let looking: { answer: Promise<Looked>; end: () => void } | undefined
  const look = (): Promise<Looked> => {
    if (looking) return looking.answer
    const mine = startLook(program, settings)
    looking = mine
    void mine.answer.then(() => {
      if (looking === mine) looking = undefined
    })
    return mine.answer
  }
  const lookQuietly = async (): Promise<void> => {
    const memory = await readMemory(settings.home).catch(() => undefined)
    if (memory?.address === undefined || memory.address === null) return
    const answer = await look()
    if (!('done' in answer) || answer.done !== 'fetched' || answer.manifest.version === told) return
    told = answer.manifest.version
    const notice = new Notification({
      title: `Holdfast ${told} is here`,
      body: 'It was verified. Nothing was installed.',
    })
    notice.on('click', () => void show(answer))
    notice.show()
  }
  return {
    begin() {
      setInterval(() => void lookQuietly(), daily)
      void lookQuietly()
    },
    look,
    lookAndShow: () => void look().then(show),
    async confirm(address) {
      // A page that asks again and again gets one dialog.
      if (confirming) return false
      confirming = true
      const chosen = await ask({
        type: 'question',
        message: 'Look for updates over the network?',
        detail: `${address}\n\nOnce a day, and when you ask for it. Its server then knows that this computer has a Holdfast, of what kind, and when it runs. What is found is verified, and installed by nobody but you.`,
        buttons: ['Do not look', 'Look there'],
      }).finally(() => (confirming = false))
      return chosen === 1
    },
    changed() {
      looking?.end()
      looking = undefined
      void lookQuietly()
    },
  }
}

function startLook(program: Program, settings: Settings): { answer: Promise<Looked>; end: () => void } {
  const command = join(program.root.replace(/\.asar$/, '.asar.unpacked'), 'bin', 'holdfast.mjs')
  const words = [command, 'update', 'fetch', '--json']
  const without: Looked = {
    error: {
      message: 'Looking for updates ended without an answer.',
      next: 'Give `holdfast update fetch` in a terminal to see more.',
    },
  }
  try {
    const child = startNode(program, words, ['pipe', 'inherit'], coreEnvironment(process.env, settings))
    const end = (): void => void child.kill()
    const timer = setTimeout(end, patience)
    process.once('exit', end)
    child.once('close', () => {
      clearTimeout(timer)
      process.off('exit', end)
    })
    const said = child.stdout ? text(child.stdout) : Promise.resolve('')
    return { answer: said.then((line) => Looked.parse(JSON.parse(line))).catch(() => without), end }
  } catch {
    return { answer: Promise.resolve(without), end: () => undefined }
  }
}

async function show(answer: Looked): Promise<void> {
  if ('error' in answer) {
    const { message, next } = answer.error
    await ask({ type: 'warning', message, detail: next })
  } else if (answer.done === 'current') {
    await ask({ type: 'info', message: 'This is the newest Holdfast that the address offers.' })
  } else {
    const { manifest, command } = answer
    const chosen = await ask({
      type: 'info',
      message: `Holdfast ${manifest.version} is here`,
      detail: `It was verified; nothing was installed. Close Holdfast, then give this command in a terminal:\n\n${command}`,
      buttons: ['Close', 'Copy the command'],
    })
    if (chosen === 1) await clipboard.writeText(command)
  }
}

async function ask(more: MessageBoxOptions): Promise<number> {
  const options = { title: 'Holdfast', cancelId: 0, defaultId: 0, noLink: true, ...more }
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
  return response
}
