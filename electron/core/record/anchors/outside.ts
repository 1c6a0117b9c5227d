import { hex, sameBytes } from '../../../../shared/kernel/bytes.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { parseNote, type SignedNote } from '../../../../shared/ledger/note.ts'
import { rootOfFirst, type Transaction } from '../ledger/index.ts'
import type { Workspace } from '../members/index.ts'
import { contradicted, older } from './check.ts'
import { isSignedHere, knownHead, supersededBy } from './superseded.ts'
import { anchorsView } from './view.ts'

const accept = '`holdfast ledger accept-older DIR --reason R`, or the form under Ledger in the window'
const wayOn = `Find the newer folder of the vault, or a newer backup. To work on in this one, say why: ${accept}; it goes on record.`
const forkWayOn = `If a restore put back or replaced this folder, work in the one that it made. Else keep this folder as it is, audit it, and compare it with a backup from that time. To work on here all the same, say why: ${accept}; it goes on record.`
const unknownSigner =
  'No key that this record knows signed them: it is another line of the vault, without a member or without keys that came later, or what this computer keeps of it was damaged. '

/** Milliseconds after an entry until the head is written outside; what is recorded meanwhile goes with it. */
const delay = 500

/**
 * The newest head as it is known outside of the vault's folder. Writing it never makes a command fail: what it guards
 * against is the whole folder put back to an older state, which the next opening sees.
 */
export class OutsideHead {
  readonly #workspace: Workspace
  #known: string | undefined
  /** What is to be written. */
  #next: string | undefined
  #finding: 'older' | 'contradicted' | undefined
  /** Why the vault takes nothing here unless it goes on from a head that is known. */
  #unseen: HoldfastError | undefined
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** How the vault stands to the head known outside, when it may not go on from it. */
  get finding(): 'older' | 'contradicted' | null {
    return this.#finding ?? null
  }

  /** Whether the vault goes on from a head that this computer kept of it. */
  get seen(): boolean {
    return this.#known !== undefined && !this.#finding
  }

  /** The newest head known outside (a signed note), as it was read or written last. */
  get known(): string | undefined {
    return this.#known
  }

  /**
   * Compares the vault with what is known outside and holds the ledger when the vault is older or another. To be called
   * once, on opening. Gives what the person should know besides. Earlier roots come from the kept hashes of the tree;
   * `checkHead` works them out anew. `unseen` holds a ledger of which nothing is known here.
   */
  async compare(unseen?: HoldfastError): Promise<string[]> {
    const { ledger, ports, vault } = this.#workspace
    this.#unseen = unseen
    let note: string | undefined
    try {
      note = await ports.heads.read(vault.header.id)
    } catch {
      if (unseen) ledger.suspend(unseen)
      return ['The head of this vault that is kept outside of it could not be read; nothing was compared.']
    }
    if (ledger.unsound || note === ledger.head().note) {
      this.#known = note
      return []
    }
    const read = note === undefined ? undefined : this.#read(note, unseen !== undefined)
    if (!read && unseen) {
      ledger.suspend(unseen)
      if (note !== undefined)
        return [
          'The head of this vault that is kept outside of it is damaged, or of another vault in its place; nothing was compared.',
        ]
      return []
    }
    if (note !== undefined && !read) {
      this.changed()
      return [
        'The head of this vault that is kept outside of it is damaged; nothing was compared, and a new one is kept.',
      ]
    }
    this.#known = note
    const notices = read ? this.#judge(read) : []
    if (!this.#finding) this.changed()
    return notices
  }

  #read(note: string, unseen: boolean): SignedNote | undefined {
    const { ledger, db, vault } = this.#workspace
    return knownHead(db, vault.header.id, ledger.size, note, unseen)
  }

  /** Gives what there is to say of a head that does not fit and that was left behind on record. */
  #judge(head: SignedNote): string[] {
    const { ledger, db } = this.#workspace
    const { checkpoint } = head
    const isOlder = checkpoint.size > ledger.size
    if (!isOlder && sameBytes(rootOfFirst(db, checkpoint.size), checkpoint.root)) return []
    // A record that nothing here tells from one that was put in its place explains nothing: whoever put it there wrote it.
    const seq = this.#unseen ? undefined : supersededBy(db, checkpoint)
    if (seq !== undefined) {
      return [
        `This computer knew ${count(checkpoint.size, 'entry', 'entries')} of this vault as they were ${showInstant(checkpoint.at)}; they were left behind on record (entry ${seq}), and work goes on from this state.`,
      ]
    }
    this.#finding = isOlder ? 'older' : 'contradicted'
    const stranger = isSignedHere(db, ledger.size, head) || isOlder ? '' : unknownSigner
    ledger.suspend(isOlder ? older(checkpoint, ledger.size, wayOn) : contradicted(checkpoint, stranger + forkWayOn))
    return []
  }

  /** To be called after each transaction: the new head goes outside soon. */
  changed(): void {
    const { ledger } = this.#workspace
    if (ledger.fault) return
    this.#next = ledger.head().note
    if (this.#timer) return
    this.#timer = setTimeout(() => void this.flush(), delay)
    this.#timer.unref()
  }

  /** Writes the newest head outside now; the last thing before the vault closes. Never fails. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const { ports, vault } = this.#workspace
    const id = vault.header.id
    this.#writing = this.#writing.then(async () => {
      const note = this.#next
      if (note === undefined || note === this.#known) return
      try {
        await ports.heads.write(id, note)
        this.#known = note
      } catch {
        ports.log('the head could not be kept outside of the vault')
      }
    })
    return this.#writing
  }

  /** Lets work go on in a vault that is older or another, on record with its reason. Fails with CONFLICT if it is neither. */
  accept(reason: string): { size: number; root: string } {
    const { ledger } = this.#workspace
    const record = this.acceptance(reason)
    ledger.resume(() => ledger.transact(record))
    this.#finding = undefined
    if (this.#unseen) {
      // That it is meant to be older does not say which vault it is: nothing of it is kept outside until that was compared.
      ledger.suspend(this.#unseen)
      this.#next = undefined
    }
    const parsed = parseNote(this.#known ?? '')
    return { size: parsed?.checkpoint.size ?? 0, root: hex(parsed?.checkpoint.root ?? new Uint8Array(32)) }
  }

  /** What records that somebody decided so, in a transaction. Fails with CONFLICT if the vault is neither older nor another. */
  acceptance(reason: string): (transaction: Transaction) => void {
    const { vault } = this.#workspace
    const [finding, known] = [this.#finding, this.#known]
    if (!finding || known === undefined) {
      throw new HoldfastError(
        'CONFLICT',
        'This vault is neither older than what is known of it outside, nor another.',
        'There is nothing to accept; work on.',
      )
    }
    return ({ append }) => {
      append(anchorsView, 'ledger.older-accepted', { subject: vault.header.id }, { finding, known, reason })
    }
  }
}
