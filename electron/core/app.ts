import { resolve } from 'node:path'
import { contract, type Call, type Checked, type Output } from '../../shared/contract/contract.ts'
import type { DuePlace } from '../../shared/contract/due.ts'
import type { AsOf } from '../../shared/contract/fields.ts'
import type { Signal } from '../../shared/contract/port.ts'
import { checkInput, type App, type CallContext, type Handlers } from '../../shared/contract/server.ts'
import type { VaultInfo } from '../../shared/contract/vault.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { aboutApp, licenceOf } from './about.ts'
import { authorise } from './authorise.ts'
import { byteChannel, type ByteDoor } from './byte-channel.ts'
import { chooseFolder, refuseChosenPaths, refuseUnpicked } from './chosen-paths.ts'
import { checkLedgerExport } from './release/ledger-file/index.ts'
import { DueWatch } from './overview/due/index.ts'
import { asOf, due as providers } from './features.ts'
import { forgetDestroyedWords, forgetWords } from './intake/reports/index.ts'
import { lookAt } from './identities.ts'
import { handlersFor, type Alone, type Within, type Without } from './handlers.ts'
import { keyActs, recoverSession, renewOwed } from './key-acts.ts'
import { knownVaults, rememberVault } from './known-vaults.ts'
import type { Workspace } from './record/members/index.ts'
import { checkPacket } from './release/packet/index.ts'
import { forgetDestroyed, forgetPast, workspaceAsOf } from './overview/as-of/index.ts'
import { openDrafts } from './open-drafts.ts'
import { outgoing } from './outgoing.ts'
import type { Ports } from './ports.ts'
import { Preferences } from './preferences.ts'
import { makeSample } from './sample.ts'
import { restoreBackup } from './restore.ts'
import { createSession, describeSession, unlockSession, type Session } from './session.ts'
import { makesOwn, settled } from './settled.ts'
import { failedAttempts } from './throttle.ts'
import { requireSoundCrypto, strengthOf } from './record/vault/index.ts'

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

const isAlone = (name: string): name is Alone => Object.hasOwn(keyActs, name)

/** How often the core looks for what fell due, in milliseconds. */
const dueEvery = 30_000

/**
 * Makes the core: every call of the contract, authorised, checked, and carried out on the vault that is open. Fails with
 * MISSING_RUNTIME where this runtime's cryptography does not give its known answers.
 */
export function createApp(ports: Ports): CoreApp {
  requireSoundCrypto()
  const listeners = new Set<(signal: Signal) => void>()
  const running = new Set<{ abort: AbortController; done: Promise<unknown> }>()
  /** Settles when nothing works alone on the vault any more. */
  let gate: Promise<unknown> = Promise.resolve()
  const written = new Set<string>()
  /** Folders that the person chose for a vault since one was opened last. */
  const chosen = new Set<string>()
  const preferences = new Preferences(ports)
  const bytes = byteChannel(ports.random, ports.log)
  let session: Session | undefined
  let handlers: Pick<Handlers, Within> | undefined
  /** Whether something works alone on the vault now. */
  let alone = false
  let described: VaultInfo | null = null
  let lastUse = ports.clock.now()

  // What was committed stays committed, also when a window is just going away.
  const tell = (signal: Signal): void => {
    for (const listener of listeners) {
      try {
        listener(signal)
      } catch {
        ports.log('a listener failed', { signal: signal.kind })
      }
    }
  }
  const drafts = openDrafts(tell)
  const dragged = ports.outgoing === undefined ? undefined : outgoing(ports.outgoing, ports.log)
  // What a crash left.
  dragged?.clear()
  const onRecorded = (entries: number): void => {
    // While the key is changed the database is another's, and what is kept of the one before is forgotten with it.
    if (session && !alone) {
      forgetDestroyed(session.workspace)
      forgetDestroyedWords(session.workspace.db)
    }
    tell({ kind: 'recorded', entries })
  }

  // Opening and locking take turns: of two at once, one would leave a vault open that nobody closes.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }

  const enter = async (opening: Promise<Session>): Promise<Output<'vault.create'>> => {
    session = await opening
    handlers = handlersFor(session)
    lastUse = ports.clock.now()
    chosen.clear()
    if (ports.host !== 'cli') {
      // The list is a convenience: without it the vault is open all the same.
      await rememberVault(ports.home, session.workspace.vault.dir).catch(() =>
        ports.log('the list of known vaults could not be written'),
      )
    }
    tell({ kind: 'unlocked' })
    return describeSession(session)
  }

  const lock = async (reason: 'asked' | 'idle' | 'closing'): Promise<void> => {
    const leaving = session
    session = undefined
    handlers = undefined
    written.clear()
    bytes.clear()
    drafts.clear()
    const others = [...running]
    for (const { abort } of others) abort.abort()
    await Promise.allSettled(others.map(({ done }) => done))
    dragged?.clear()
    if (!leaving) return
    forgetPast(leaving.workspace.ledger)
    forgetWords(leaving.workspace.db)
    try {
      await leaving.outside.flush()
      await leaving.workspace.vault.close()
    } finally {
      tell({ kind: 'locked', reason })
    }
  }

  const outside: Pick<Handlers, Without> = {
    'app.state': async () => ({
      version: ports.version,
      host: ports.host,
      open: session ? (alone ? described : describeSession(session)) : null,
      vaults: await knownVaults(ports.home),
      defaultFolder: ports.home,
      idleMinutes: preferences.idleMinutes,
      choosesFolders: ports.chooseFolder !== undefined,
    }),
    'app.about': () => aboutApp(ports),
    'app.licence': (input) => licenceOf(ports, input),
    'app.preferences': () => preferences.get(),
    'app.setPreferences': (change) => preferences.set(change),
    'app.chooseFolder': ({ use }) => chooseFolder(ports, use, chosen),
    'vault.strength': ({ passphrase, about }) => strengthOf(passphrase, about),
    'vault.failedAttempts': ({ dir }) => failedAttempts(ports, dir),
    'vault.look': ({ dir }) => lookAt(ports, resolve(dir)),
    'vault.create': (input) =>
      inTurn(async () => {
        await lock('asked')
        return enter(createSession(ports, input, onRecorded))
      }),
    'vault.unlock': (input, by) =>
      inTurn(async () => {
        await lock('asked')
        const opened = await unlockSession(ports, input, onRecorded, by)
        return enter(renewOwed(opened, onRecorded, by).then(settled))
      }),
    'vault.recover': (input, by) =>
      inTurn(async () => {
        await lock('asked')
        const { session: opened, sheet, renewed } = await recoverSession(ports, input, onRecorded, by)
        return { info: await enter(settled(opened)), sheet, renewed }
      }),
    'vault.lock': async () => {
      await inTurn(() => lock('asked'))
      return {}
    },
    'vault.touch': () => {
      lastUse = ports.clock.now()
      return {}
    },
    'vault.createSample': ({ dir }, by) =>
      makeSample(ports, dir, by, callsOn, (vault) => call('vault.unlock', vault, by)),
    'vault.restore': (input, context) => restoreBackup(ports, input, context, session?.workspace.vault),
    'packet.verify': (input, { signal }) => checkPacket(ports, input, signal),
    'ledger.verify': ({ file }, context) => checkLedgerExport(ports, file, context),
    'file.show': async ({ file }) => {
      if (!written.has(file)) {
        throw new HoldfastError(
          'NOT_ALLOWED',
          'Only files that were written in this session can be shown.',
          'Build or export it again, or open its folder yourself.',
        )
      }
      await ports.showFile(file)
      return {}
    },
  }

  async function call<K extends Call>(name: K, input: unknown, context: CallContext): Promise<Output<K>> {
    const abort = new AbortController()
    const work = run(name, input, {
      ...context,
      signal: AbortSignal.any([context.signal, abort.signal]),
      bytes: context.page && bytes.of(context.page),
      drafts: context.page && drafts.of(context.page),
      outgoing: dragged?.folder,
    })
    // What works on the open vault is waited for when it locks. The other calls take turns with locking themselves.
    const entry = { abort, done: work.catch(() => undefined) }
    const { kind, permission } = contract[name]
    if ((permission !== null || kind === 'task') && name !== 'vault.createSample' && !isAlone(name)) running.add(entry)
    try {
      return await work
    } finally {
      running.delete(entry)
    }
  }

  async function run<K extends Call>(name: K, input: unknown, context: CallContext): Promise<Output<K>> {
    const { permission, kind } = contract[name]
    if (kind !== 'query') lastUse = ports.clock.now()
    if (permission === null) {
      const checked = checkInput(name, input)
      refuseChosenPaths(ports, name, checked, chosen)
      return invoke(outside, name, checked, context)
    }
    if (isAlone(name)) return inTurn(() => runAlone(name, input, context)) as Promise<Output<K>>
    await gate
    if (!session || !handlers) throw vaultLocked()
    const { workspace } = session
    authorise(workspace, name)
    const checked = checkInput(name, input)
    refuseChosenPaths(ports, name, checked, chosen)
    refuseUnpicked(ports, name, checked)
    const asked = isLookingBack(checked)
      ? handlersFor({ ...session, workspace: await workspaceAsOf(workspace, checked, context, asOf) })
      : handlers
    const output = await invoke(asked, name, checked, context)
    rememberWritten(output)
    return output
  }

  /** Keys are changed while nothing else reads or writes; afterwards the session is one on the vault opened anew. */
  async function runAlone<K extends Alone>(name: K, input: unknown, context: CallContext): Promise<Output<K>> {
    const before = session
    if (!before) throw vaultLocked()
    authorise(before.workspace, name)
    const checked = checkInput(name, input)
    refuseChosenPaths(ports, name, checked, chosen)
    let open = (): void => undefined
    gate = new Promise<void>((resolve) => (open = resolve))
    alone = true
    described = describeSession(before)
    try {
      await Promise.allSettled([...running].map(({ done }) => done))
      const { session: acted, output, failure } = await keyActs[name](before, checked, onRecorded, context)
      const after = await settled(acted, makesOwn.has(name))
      if (after !== before) {
        forgetPast(before.workspace.ledger)
        forgetWords(before.workspace.db)
        handlers = handlersFor((session = after))
      }
      if (failure !== undefined) throw failure
      return output
    } catch (thrown) {
      // What failed late has closed the database; unlocking again settles which key counts.
      if (session && !isOpen(session)) await lock('asked')
      throw thrown
    } finally {
      alone = false
      open()
    }
  }

  const rememberWritten = (output: unknown): void => {
    if (typeof output === 'object' && output !== null && 'file' in output && typeof output.file === 'string')
      written.add(output.file)
  }

  let watched: { workspace: Workspace; watch: DueWatch } | undefined
  const lookForDue = (): void => {
    // While the key is changed the database is another's.
    if (!session || alone) return
    const { workspace } = session
    if (watched?.workspace !== workspace) watched = { workspace, watch: new DueWatch(workspace, providers) }
    let found: ReturnType<DueWatch['look']>
    try {
      found = watched.watch.look()
    } catch {
      ports.log('looking for what is due failed')
      return
    }
    if (!found) return
    tell({ kind: 'due', ...found })
    const { id } = workspace.vault.header
    for (const { title, body, link } of found.notices)
      ports.notify(title, body, JSON.stringify({ vault: id, link } satisfies DuePlace))
  }

  const isIdle = (): boolean => {
    const { idleMinutes } = preferences
    if (!session || idleMinutes === 0 || running.size > 0) return false
    const now = ports.clock.now()
    // A clock that was put back would otherwise keep the vault open for as long as it was put back by.
    lastUse = Math.min(lastUse, now)
    return now - lastUse >= idleMinutes * 60_000
  }
  const idle = setInterval(() => {
    if (!isIdle()) return
    inTurn(async () => (isIdle() ? lock('idle') : undefined)).catch(() => ports.log('locking failed'))
  }, 1000)
  idle.unref()
  // What is due is for people at a window; a command is over before anything falls due.
  const due = ports.host === 'cli' ? undefined : setInterval(lookForDue, dueEvery)
  due?.unref()

  return {
    call,
    bytes,
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      clearInterval(idle)
      clearInterval(due)
      await inTurn(() => lock('closing'))
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

const vaultLocked = (): HoldfastError =>
  new HoldfastError('VAULT_LOCKED', 'The vault is locked.', 'Unlock it with its passphrase and try again.')

/** A question about the record as it stood is answered by the same handlers, from tables of that moment. */
const isLookingBack = (input: object): input is { asOf: AsOf } => 'asOf' in input && input.asOf !== undefined

function isOpen({ workspace }: Session): boolean {
  try {
    workspace.db.get('select 1')
    return true
  } catch {
    return false
  }
}
