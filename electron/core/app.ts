import { contract, isAlone, type Alone, type Call, type Checked, type Output } from '../../shared/contract/contract.ts'
import type { AsOf } from '../../shared/contract/fields.ts'
import { checkInput, type App, type CallContext, type Handlers } from '../../shared/contract/server.ts'
import type { VaultInfo } from '../../shared/contract/vault.ts'
import { authorise } from './authorise.ts'
import { byteChannel, type ByteDoor } from './byte-channel.ts'
import { refusePaths } from './chosen-paths.ts'
import { watchDue } from './due-clock.ts'
import { asOf } from './features.ts'
import { handlersFor } from './handlers.ts'
import { idleClock } from './idle.ts'
import { keyActs } from './key-acts.ts'
import { openDrafts } from './open-drafts.ts'
import { Opening } from './opening.ts'
import { outgoing } from './outgoing.ts'
import { workspaceAsOf } from './overview/as-of/index.ts'
import type { Ports } from './ports.ts'
import { Preferences } from './preferences.ts'
import { requireSoundCrypto } from './record/vault/index.ts'
import { Running } from './running.ts'
import { describeSession, type Session } from './session.ts'
import { settled } from './settled.ts'
import { signals } from './signals.ts'
import { waitingIn, Waits } from './waits.ts'
import { withoutVault } from './without-vault.ts'
import { Written } from './written.ts'

export { headsIn } from './record/anchors/index.ts'
export { nodeChildren } from './print/index.ts'
export { requireRegularOrNothing } from './record/vault/index.ts'
export type { ByteDoor } from './byte-channel.ts'
export type { Ports } from './ports.ts'

/** The core with one vault open or none. */
export interface CoreApp extends App {
  /** Bytes that travel to and from a window beside its strings. */
  bytes: ByteDoor
  /** Cancels what runs, locks the vault and stops the idle clock. */
  close(): Promise<void>
}

/**
 * Makes the core: every call of the contract, authorised, checked, and carried out on the vault that is open. Fails with
 * MISSING_RUNTIME where this runtime's cryptography does not give its known answers.
 */
export function createApp(host: Ports): CoreApp {
  requireSoundCrypto()
  const waits = new Waits()
  const ports = waitingIn(waits, host)
  const { tell, onSignal } = signals(ports.log)
  const running = new Running()
  const written = new Written()
  const chosen = new Set<string>()
  const toKeep = new Set<string>()
  const preferences = new Preferences(ports)
  const bytes = byteChannel(ports.random, ports.log)
  const drafts = openDrafts(tell)
  const dragged = ports.outgoing === undefined ? undefined : outgoing(ports.outgoing, ports.log)
  // What a crash left.
  dragged?.clear()
  let described: VaultInfo | null = null

  const opening = new Opening(ports, running, {
    tell,
    entered: () => {
      idle.touch()
      chosen.clear()
      toKeep.clear()
    },
    wanted: () => waits.clear(),
    locking: () => drafts.handedOver(),
    leaving: () => {
      for (const kept of [written, bytes, drafts, waits]) kept.clear()
    },
    left: () => dragged?.clear(),
  })
  const idle = idleClock(
    ports,
    () => preferences.idleMinutes,
    () => !opening.session || running.count > waits.count,
    (stillIdle) => void opening.leave('idle', stillIdle).catch(() => ports.log('locking failed')),
  )
  // While the key is changed the database is another's. And what is due is for people at a window: a command is over before.
  const stopDue =
    ports.host === 'cli'
      ? undefined
      : watchDue(ports, () => (running.alone ? undefined : opening.session?.workspace), tell)

  const outside = withoutVault(ports, {
    opening,
    preferences,
    idle,
    chosen,
    toKeep,
    described: () => described,
    callsOn,
    call,
  })

  async function call<K extends Call>(name: K, input: unknown, context: CallContext): Promise<Output<K>> {
    // What works on the open vault is waited for when it locks. The other calls take turns with locking themselves.
    const { kind, permission, opens } = contract[name]
    const counted = (permission !== null || kind === 'task') && !opens && !isAlone(name)
    const { page } = context
    return running.run(context.signal, counted, (signal) =>
      run(name, input, {
        ...context,
        signal,
        bytes: page && bytes.of(page),
        drafts: page && drafts.of(page),
        outgoing: dragged?.folder,
      }),
    )
  }

  async function run<K extends Call>(name: K, input: unknown, context: CallContext): Promise<Output<K>> {
    const { permission, kind } = contract[name]
    if (kind !== 'query') idle.touch()
    if (permission === null) {
      const checked = checkInput(name, input)
      refusePaths(ports, name, checked, { chosen, toKeep, written })
      return invoke(outside, name, checked, context)
    }
    if (isAlone(name)) return opening.inTurn(() => runAlone(name, input, context)) as Promise<Output<K>>
    // A call that came before a lock is let in before it: only what must wait, waits.
    if (running.alone) await running.gate
    const { session, handlers } = opening.require()
    const { workspace } = session
    authorise(workspace, name)
    const checked = checkInput(name, input)
    refusePaths(ports, name, checked, { chosen, toKeep, written })
    const asked = isLookingBack(name, checked)
      ? handlersFor({ ...session, workspace: await workspaceAsOf(workspace, checked, context, asOf) })
      : handlers
    const output = await invoke(asked, name, checked, context)
    written.remember(name, output)
    return output
  }

  /** Keys are changed while nothing else reads or writes; afterwards the session is one on the vault opened anew. */
  async function runAlone<K extends Alone>(name: K, input: unknown, context: CallContext): Promise<Output<K>> {
    const { session: before } = opening.require()
    authorise(before.workspace, name)
    const checked = checkInput(name, input)
    refusePaths(ports, name, checked, { chosen, toKeep, written })
    described = describeSession(before)
    return running.exclusively(async () => {
      try {
        const done = await keyActs[name](before, checked, opening.onRecorded, context)
        const after = await settled(done.session, done.certificate)
        if (after !== before) opening.exchange(after)
        if (done.failure !== undefined) throw done.failure
        return done.output
      } catch (thrown) {
        // What failed late has closed the database; unlocking again settles which key counts.
        if (opening.session && !isOpen(opening.session)) await opening.lock('asked')
        throw thrown
      } finally {
        described = null
      }
    })
  }

  return {
    call,
    bytes,
    onSignal,
    close: async () => {
      idle.stop()
      stopDue?.()
      await opening.leave('closing')
    },
  }
}

function invoke<K extends Call>(
  handlers: Partial<Handlers>,
  name: K,
  input: Checked<K>,
  context: CallContext,
): Promise<Output<K>> {
  const handler = handlers[name]
  if (!handler) throw new Error(`no handler for ${name}`)
  return Promise.resolve(handler(input, context))
}

/** The calls on one session alone, without a window, a clock of its own or a lock. */
function callsOn(session: Session): App['call'] {
  const handlers = handlersFor(session)
  return async (name, input, context) => {
    authorise(session.workspace, name)
    return invoke(handlers, name, checkInput(name, input), context)
  }
}

/** A question about the record as it stood is answered by the same handlers, from tables of that moment. */
const isLookingBack = (name: Call, input: object): input is { asOf: AsOf } =>
  contract[name].asOf && (input as { asOf?: AsOf }).asOf !== undefined

function isOpen({ workspace }: Session): boolean {
  try {
    workspace.db.get('select 1')
    return true
  } catch {
    return false
  }
}
