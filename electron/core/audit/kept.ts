import type { HeadInfo } from '../ledger/index.ts'
import type { Workspace } from '../members/index.ts'
import type { Done } from './steps.ts'

interface Kept {
  /** The root of the head that the steps were carried out under. */
  root: string
  size: number
  done: Done[]
}

const name = 'audit.state'

/**
 * The steps of an audit that was interrupted, as far as they are of the very record that is there now. What lies in the
 * folder beside the record is looked at anew: the record's head does not change with it, and it takes no time.
 */
export function keptSteps({ db }: Workspace, head: HeadInfo): Done[] {
  const row = db.get<{ value: string }>('select value from setting where name = ?', name)
  if (!row) return []
  try {
    const kept = JSON.parse(row.value) as Kept
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
  const value = JSON.stringify({ root, size, done } satisfies Kept)
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
