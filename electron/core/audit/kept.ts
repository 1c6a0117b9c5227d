import type { HeadInfo } from '../record/ledger/index.ts'
import type { Workspace } from '../record/members/index.ts'
import { signText, verifyText, type Vault } from '../record/vault/index.ts'
import type { Done } from './steps.ts'

interface Kept {
  /** The root of the head that the steps were carried out under. */
  root: string
  size: number
  done: Done[]
}
/** As it lies in the database, where whoever has its key can write: what counts is what the member at work signed. */
interface Sealed {
  /** JSON of `Kept`. */
  kept: string
  /** Hexadecimal. */
  signature: string
}

const name = 'audit.state'
const signedText = ({ header }: Vault, kept: string): string => `holdfast-audit-state/v1\n${header.id}\n${kept}`

/**
 * The steps of an audit that the member at work began and that was interrupted, as far as they are of the very record
 * that is there now. What lies in the folder beside the record is looked at anew: the record's head does not change with
 * it, and it takes no time.
 */
export function keptSteps({ db, vault }: Workspace, head: HeadInfo): Done[] {
  const row = db.get<{ value: string }>('select value from setting where name = ?', name)
  if (!row) return []
  try {
    const sealed = JSON.parse(row.value) as Sealed
    const signature = Buffer.from(sealed.signature, 'hex')
    if (!verifyText(vault.keys.signingPublic, signedText(vault, sealed.kept), signature)) return []
    const kept = JSON.parse(sealed.kept) as Kept
    return kept.root === head.root && kept.size === head.size
      ? kept.done.filter(({ step }) => step.step !== 'header')
      : []
  } catch {
    return []
  }
}

/**
 * Keeps what was carried out so far, for an audit that is cancelled or killed. Only steps that found nothing, and not
 * in a vault where something was found: that one is left as it is. A full disk is no reason to stop an audit.
 */
export function keepSteps({ vault, ledger }: Workspace, { root, size }: HeadInfo, done: Done[]): void {
  if (ledger.fault) return
  const kept = JSON.stringify({ root, size, done } satisfies Kept)
  const signature = signText(vault.keys.signing, signedText(vault, kept)).toString('hex')
  const value = JSON.stringify({ kept, signature } satisfies Sealed)
  quietly(() => vault.store.run('insert or replace into setting (name, value) values (?, ?)', name, value))
}

export function forgetSteps({ vault, ledger }: Workspace): void {
  if (ledger.fault) return
  quietly(() => vault.store.run('delete from setting where name = ?', name))
}

function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // Without it the next audit begins at its beginning.
  }
}
