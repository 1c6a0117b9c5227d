// Entry of the core's own process under the desktop host. The main process of the desktop speaks to it over the pipe that
// is its descriptor 3; when that closes, whatever the reason, the vault is locked and this process ends.
import { Socket } from 'node:net'
import { toFailure } from '../../../shared/kernel/errors.ts'
import { framesOver } from './frames.ts'
import type { FromCore, ToCore } from './messages.ts'
import { serveDesktopCore, type DesktopCore } from './serve.ts'

/** Milliseconds in which the vault must be closed once nobody is there any more. */
const patience = 4500

const pipe = new Socket({ fd: 3 })
let core: DesktopCore | undefined
const frames = framesOver<ToCore, FromCore>(pipe, (message, body) => {
  if (message.kind === 'close') end()
  else core?.receive(message, body)
})

let ending = false
function end(): void {
  if (ending) return
  ending = true
  // What does not stop in time is left to the database, which loses nothing that was acknowledged.
  setTimeout(() => process.exit(1), patience).unref()
  void Promise.resolve(core?.close()).then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
const alone = (): void => {
  core?.alone()
  end()
}
pipe.on('error', alone)
pipe.on('close', alone)
// What it says may have nobody to read it any more.
process.stderr.on('error', () => undefined)
process.on('SIGTERM', end)
// A terminal's go to the main process too, which says when to end.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)

try {
  core = serveDesktopCore(import.meta.url, (message, body) => frames.send(message, body))
  frames.send({ kind: 'ready' })
} catch (thrown) {
  frames.send({ kind: 'refused', failure: toFailure(thrown) })
  pipe.end(() => process.exit(1))
}
