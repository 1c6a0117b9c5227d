import { BrowserWindow, clipboard, dialog, Notification, type MessageBoxOptions } from 'electron'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { Program, Settings } from '../place.ts'
import { readMemory } from '../update/memory.ts'
import { coreEnvironment } from './core-program.ts'
import { startNode } from './node-child.ts'

// The network is not this process's: a process of its own, without a key and without a vault, looks for a release
// (`holdfast update fetch`), verifies it, and says in one line what came of it.

const Answer = z.union([
  z.object({ done: z.literal('current') }),
  z.object({ done: z.literal('fetched'), manifest: z.object({ version: z.string() }), command: z.string() }),
  z.object({ error: z.object({ message: z.string(), next: z.string() }) }),
])
type Answer = z.infer<typeof Answer>

/** Milliseconds between two looks, and what one may take: a release has some 230 MB. */
const daily = 24 * 3_600_000
const patience = 3 * 3_600_000

/** Looks for releases where a person turned that on, now and each day; returns how to look at a person's word. */
export function setupUpdates(program: Program, settings: Settings): () => void {
  let told = ''
  const lookQuietly = async (): Promise<void> => {
    const memory = await readMemory(settings.home).catch(() => undefined)
    if (memory?.address === undefined || memory.address === null) return
    const answer = await look(program, settings)
    if (!('done' in answer) || answer.done !== 'fetched' || answer.manifest.version === told) return
    told = answer.manifest.version
    const notice = new Notification({
      title: `Holdfast ${told} is here`,
      body: 'It was verified. Nothing was installed.',
    })
    notice.on('click', () => void show(answer))
    notice.show()
  }
  setInterval(() => void lookQuietly(), daily)
  void lookQuietly()
  return () => void look(program, settings).then(show)
}

async function look(program: Program, settings: Settings): Promise<Answer> {
  const command = join(program.root.replace(/\.asar$/, '.asar.unpacked'), 'bin', 'holdfast.mjs')
  const words = [command, 'update', 'fetch', '--json']
  try {
    const child = startNode(program, words, ['pipe', 'inherit'], coreEnvironment(process.env, settings))
    const end = (): void => void child.kill()
    const timer = setTimeout(end, patience)
    process.once('exit', end)
    child.once('close', () => {
      clearTimeout(timer)
      process.off('exit', end)
    })
    return Answer.parse(JSON.parse(child.stdout ? await text(child.stdout) : ''))
  } catch {
    const next = 'Give `holdfast update fetch` in a terminal to see more.'
    return { error: { message: 'Looking for updates ended without an answer.', next } }
  }
}

async function show(answer: Answer): Promise<void> {
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
