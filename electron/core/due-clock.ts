import type { DuePlace } from '../../shared/contract/due.ts'
import type { Signal } from '../../shared/contract/port.ts'
import { due as providers } from './features.ts'
import { DueWatch } from './overview/due/index.ts'
import type { Ports } from './ports.ts'
import type { Workspace } from './record/members/index.ts'

/** How often the core looks for what fell due, in milliseconds. */
const every = 30_000

/** Looks from time to time for what fell due in the vault that `open` gives, tells it and notifies; gives what ends that. */
export function watchDue(ports: Ports, open: () => Workspace | undefined, tell: (signal: Signal) => void): () => void {
  let watched: { workspace: Workspace; watch: DueWatch } | undefined
  const timer = setInterval(() => {
    const workspace = open()
    if (!workspace) return
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
  }, every)
  timer.unref()
  return () => clearInterval(timer)
}
