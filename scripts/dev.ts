// `npm run dev -- [--browser]`: opens the workstation on what is built from the sources, and builds again when they change.
// A change of the window loads its page anew; any other starts the workstation again, which locks the vault. What runs
// is never emptied: a build is put over the one before it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../electron/hosts/browser/find-browser.ts'
import { findTestElectron } from './electron/runtime.ts'
import { build, needsBuild } from './start/build.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const electron = process.argv.includes('--browser') ? undefined : findTestElectron(root)
const browser = findBrowser()
const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function main(): Promise<number> {
  const program = electron ?? browser
  if (program === undefined) {
    say('Neither an Electron nor a Chromium-based browser was found (npm run electron:runtime brings an Electron).')
    return 4
  }
  const failure = needsBuild(root) ? build(root, 'over') : undefined
  if (failure !== undefined) say(failure)
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const open = (): Opened =>
    electron === undefined
      ? start(process.execPath, [join(root, 'out', 'browser', 'main.js')])
      : start(electron, [...sandbox, root])
  let opened = open()
  const over = Promise.withResolvers<void>()
  let leaving = true
  const listen = (): void => void opened.ended.then(() => leaving && over.resolve())
  listen()
  say(`Opened in ${program}; watching the sources.`)

  const act = async (folder: string): Promise<void> => {
    const wrong = build(root, 'over')
    if (wrong !== undefined) return say(wrong)
    if (folder === 'renderer') {
      opened.reload()
      return say('Built, and loaded the page again.')
    }
    leaving = false
    await opened.close()
    opened = open()
    leaving = true
    listen()
    say('Built, and started again.')
  }
  let turn = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let widest = 'renderer'
  for (const folder of ['electron', 'renderer', 'shared']) {
    watch(join(root, folder), { recursive: true }, (_kind, name) => {
      if (name?.endsWith('.test.ts') === true) return
      if (folder !== 'renderer') widest = folder
      clearTimeout(timer)
      timer = setTimeout(() => {
        const changed = widest
        widest = 'renderer'
        turn = turn.then(() => act(changed)).catch((thrown: unknown) => say(String(thrown)))
      }, 300)
    })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void opened.close())
  await over.promise
  return 0
}

interface Opened {
  ended: Promise<unknown>
  /** Loads the page anew. */
  reload(): void
  close(): Promise<unknown>
}

/** Starts a host for whoever works on it: with `HOLDFAST_DEBUG` it loads its page anew at SIGUSR2. */
function start(program: string, args: string[]): Opened {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, HOLDFAST_DEBUG: '1' } })
  const ended = once(child, 'exit')
  return {
    ended,
    reload: () => void child.kill('SIGUSR2'),
    close: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

process.exit(await main())
