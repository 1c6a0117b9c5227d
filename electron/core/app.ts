import { contract, type Call, type Checked, type Output } from '../../shared/contract/contract.ts'
import type { Signal } from '../../shared/contract/port.ts'
import { checkInput, type App, type CallContext, type Handlers } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { auditVault } from './audit.ts'
import { briefHandlers } from './brief/index.ts'
import { exchangeHandlers } from './exchange/index.ts'
import { exhibitHandlers } from './exhibits/index.ts'
import { intakeHandlers } from './intake/index.ts'
import { knownVaults, rememberVault } from './known-vaults.ts'
import { isAllowed, membersView, type Workspace } from './members/index.ts'
import { notebookHandlers } from './notebook/index.ts'
import { checkPacket, packetHandlers } from './packet/index.ts'
import type { Ports } from './ports.ts'
import { makeSample } from './sample.ts'
import { changeSessionPassphrase, createSession, describeSession, unlockSession, type Session } from './session.ts'

export { nodeChildren } from './packet/index.ts'
export type { Ports } from './ports.ts'

/** The core with one vault open or none. */
export interface CoreApp extends App {
  /** Cancels what runs, locks the vault and stops the idle clock. */
  close(): Promise<void>
}

type Without =
  | 'app.state'
  | 'vault.create'
  | 'vault.unlock'
  | 'vault.lock'
  | 'vault.touch'
  | 'vault.createSample'
  | 'packet.verify'
  | 'file.show'
type Within = Exclude<keyof Handlers, Without>

/** Makes the core: every call of the contract, authorised, checked, and carried out on the vault that is open. */
export function createApp(ports: Ports): CoreApp {
  const listeners = new Set<(signal: Signal) => void>()
  const running = new Set<{ abort: AbortController; done: Promise<unknown> }>()
  const written = new Set<string>()
  let session: Session | undefined
  let handlers: Pick<Handlers, Within> | undefined
  let lastUse = ports.clock.now()

  const tell = (signal: Signal): void => {
    for (const listener of listeners) listener(signal)
  }
  const onRecorded = (entries: number): void => tell({ kind: 'recorded', entries })

  const enter = async (opening: Promise<Session>): Promise<Output<'vault.create'>> => {
    session = await opening
    handlers = handlersFor(session)
    lastUse = ports.clock.now()
    if (ports.host !== 'cli') await rememberVault(ports.home, session.workspace.vault.dir)
    tell({ kind: 'unlocked' })
    return describeSession(session)
  }

  const lock = async (reason: 'asked' | 'idle' | 'closing', caller?: AbortController): Promise<void> => {
    const leaving = session
    session = undefined
    handlers = undefined
    written.clear()
    const others = [...running].filter(({ abort }) => abort !== caller)
    for (const { abort } of others) abort.abort()
    await Promise.allSettled(others.map(({ done }) => done))
    if (!leaving) return
    await leaving.workspace.vault.close()
    tell({ kind: 'locked', reason })
  }

  const outside = (caller: AbortController): Pick<Handlers, Without> => ({
    'app.state': async () => ({
      version: ports.version,
      host: ports.host,
      open: session ? describeSession(session) : null,
      vaults: await knownVaults(ports.home),
      defaultFolder: ports.home,
      idleMinutes: ports.idleMinutes,
    }),
    'vault.create': async (input) => {
      await lock('asked', caller)
      return enter(createSession(ports, input, onRecorded))
    },
    'vault.unlock': async (input) => {
      await lock('asked', caller)
      return enter(unlockSession(ports, input, onRecorded))
    },
    'vault.lock': async () => {
      await lock('asked', caller)
      return {}
    },
    'vault.touch': () => {
      lastUse = ports.clock.now()
      return {}
    },
    'vault.createSample': (input, context) => makeSample(ports, input.dir, (name, given) => call(name, given, context)),
    'packet.verify': ({ file, root }) => checkPacket(file, root),
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
  })

  async function call<K extends Call>(name: K, input: unknown, context: CallContext): Promise<Output<K>> {
    const abort = new AbortController()
    const work = run(name, input, { ...context, signal: AbortSignal.any([context.signal, abort.signal]) }, abort)
    // Only tasks are waited for when the vault locks; everything else is over before another call is read.
    const entry = { abort, done: work.catch(() => undefined) }
    if (contract[name].kind === 'task' && name !== 'vault.createSample') running.add(entry)
    try {
      return await work
    } finally {
      running.delete(entry)
    }
  }

  async function run<K extends Call>(
    name: K,
    input: unknown,
    context: CallContext,
    caller: AbortController,
  ): Promise<Output<K>> {
    const { permission, kind } = contract[name]
    if (kind !== 'query') lastUse = ports.clock.now()
    if (permission === null) return invoke(outside(caller), name, checkInput(name, input), context)
    if (!session || !handlers) {
      throw new HoldfastError('VAULT_LOCKED', 'The vault is locked.', 'Unlock it with its passphrase and try again.')
    }
    const { workspace } = session
    if (!isAllowed(workspace.member.roles, permission)) refuse(workspace, name)
    const checked = checkInput(name, input)
    refuseChosenPaths(ports, checked)
    const output = await invoke(handlers, name, checked, context)
    rememberWritten(output)
    return output
  }

  const rememberWritten = (output: unknown): void => {
    if (typeof output === 'object' && output !== null && 'file' in output && typeof output.file === 'string')
      written.add(output.file)
  }

  const idle = setInterval(() => {
    if (!session || ports.idleMinutes === 0 || running.size > 0) return
    if (ports.clock.now() - lastUse >= ports.idleMinutes * 60_000) void lock('idle')
  }, 1000)
  idle.unref()

  return {
    call,
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      clearInterval(idle)
      await lock('closing')
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

const handlersFor = (session: Session): Pick<Handlers, Within> => {
  const { workspace } = session
  return {
    'vault.info': () => describeSession(session),
    'vault.changePassphrase': (input) => changeSessionPassphrase(workspace, input),
    'ledger.audit': (_input, context) => auditVault(workspace, context),
    ...intakeHandlers(workspace),
    ...exhibitHandlers(workspace),
    ...notebookHandlers(workspace),
    ...briefHandlers(workspace),
    ...packetHandlers(workspace),
    ...exchangeHandlers(workspace),
  }
}

/** A refusal is recorded too: who asked for what. */
function refuse({ ledger, member, vault }: Workspace, name: Call): never {
  const { permission } = contract[name]
  ledger.transact(({ append }) =>
    append(
      membersView,
      'access.refused',
      { subject: vault.keys.member },
      { call: name, permission: permission ?? 'vault.open' },
    ),
  )
  throw new HoldfastError(
    'NOT_ALLOWED',
    `${member.name} may not do this (${name}).`,
    'Ask a member with the right to it. The refusal is on record.',
  )
}

/** A window is hostile: it may not choose where files are written. The command line is the person's own hand. */
function refuseChosenPaths(ports: Ports, input: unknown): void {
  if (ports.host !== 'browser' && ports.host !== 'desktop') return
  if (typeof input !== 'object' || input === null || !('out' in input) || input.out === undefined) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    'The window may not choose where a file is written.',
    'Leave the place to Holdfast; it says where the file lies.',
  )
}
