import type { Output } from '../../shared/contract/contract.ts'
import type { Signal } from '../../shared/contract/port.ts'
import type { Handlers } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { endReadings, endReadingsOfDestroyed } from './evidence/index.ts'
import { handlersFor, type Within } from './handlers.ts'
import { indexes } from './features.ts'
import { rememberVault } from './known-vaults.ts'
import { forgetDestroyed, forgetAsOf } from './overview/as-of/index.ts'
import type { Ports } from './ports.ts'
import type { Running } from './running.ts'
import { describeSession, type Session } from './session.ts'

/** The vault that is open, and answers to the calls on it. */
export interface Opened {
  session: Session
  handlers: Pick<Handlers, Within>
}

type LockReason = 'asked' | 'idle' | 'closing'

/** What is told, and emptied, when a vault opens or locks. */
interface Around {
  tell: (signal: Signal) => void
  /** When a vault has opened. */
  entered: () => void
  /** As soon as it is to be left, before its turn: nobody is waited for any more. */
  wanted: () => void
  /** While the vault can still be used, before it is locked: settles when what is typed in the windows is saved. */
  locking: () => Promise<void>
  /** As soon as nobody may use the vault any more. */
  leaving: () => void
  /** When no call is under way any more. */
  left: () => void
}

/** The vault that is open, or none. Opening and locking take turns: of two at once, one would leave a vault open that nobody closes. */
export class Opening {
  #opened: Opened | undefined
  #turn: Promise<unknown> = Promise.resolve()
  readonly #ports: Ports
  readonly #running: Running
  readonly #around: Around

  constructor(ports: Ports, running: Running, around: Around) {
    this.#ports = ports
    this.#running = running
    this.#around = around
  }

  get session(): Session | undefined {
    return this.#opened?.session
  }

  /** Fails with VAULT_LOCKED. */
  require(): Opened {
    if (this.#opened) return this.#opened
    throw new HoldfastError('VAULT_LOCKED', 'The vault is locked.', 'Unlock it with its passphrase and try again.')
  }

  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  /** Locks the vault, in turn; `still` says then whether it is to be locked all the same. */
  leave(reason: LockReason, still: () => boolean = () => true): Promise<void> {
    this.#around.wanted()
    return this.inTurn(async () => {
      if (still()) await this.lock(reason)
    })
  }

  /** Locks what is open, and then does what opens another. */
  instead<T>(open: () => Promise<T>): Promise<T> {
    this.#around.wanted()
    return this.inTurn(async () => {
      await this.lock('asked')
      return open()
    })
  }

  /** Goes to work on a vault. Only in turn, and where none is open. */
  async enter(opening: Promise<Session>): Promise<Output<'vault.create'>> {
    const session = await opening
    this.#opened = { session, handlers: handlersFor(session) }
    this.#around.entered()
    if (this.#ports.host !== 'cli') {
      // The list is a convenience: without it the vault is open all the same.
      await rememberVault(this.#ports.home, session.workspace.vault.dir).catch(() =>
        this.#ports.log('the list of known vaults could not be written'),
      )
    }
    this.#around.tell({ kind: 'unlocked' })
    return describeSession(session)
  }

  /** Goes on with a session on the same vault opened anew, after its keys were changed. */
  exchange(session: Session): void {
    if (this.#opened) forget(this.#opened.session)
    this.#opened = { session, handlers: handlersFor(session) }
  }

  /** Has the windows save what is typed, cancels what is under way, and closes the vault. Only in turn. */
  async lock(reason: LockReason): Promise<void> {
    // Whoever closes it has closed the windows before.
    if (this.#opened && reason !== 'closing') await this.#around.locking()
    const leaving = this.#opened?.session
    this.#opened = undefined
    this.#around.leaving()
    await this.#running.stop()
    this.#around.left()
    if (!leaving) return
    forget(leaving)
    try {
      await leaving.outside.flush()
      await leaving.workspace.vault.close()
    } finally {
      this.#around.tell({ kind: 'locked', reason })
    }
  }

  /** Called when entries were put on record. */
  readonly onRecorded = (entries: number): void => {
    // While the key is changed the database is another's, and what is kept of the one before is forgotten with it.
    if (this.#opened && !this.#running.alone) {
      const { workspace } = this.#opened.session
      forgetDestroyed(workspace)
      for (const index of indexes) index.forgetDestroyed(workspace.db)
      endReadingsOfDestroyed(workspace.db)
    }
    this.#around.tell({ kind: 'recorded', entries })
  }
}

/** Drops what memory holds of a vault beside its session. */
function forget({ workspace }: Session): void {
  forgetAsOf(workspace.ledger)
  for (const index of indexes) index.forget(workspace.db)
  endReadings(workspace.db)
}
