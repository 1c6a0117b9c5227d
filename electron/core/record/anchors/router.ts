import type { Handlers } from '../../../../shared/contract/server.ts'
import type { House, Workspace } from '../members/index.ts'
import { checkHead } from './check.ts'
import { keepCosignatures } from './cosigned.ts'
import { headText, proofText } from './export.ts'
import { placeBeside, readHeadFile, writeNew } from './files.ts'
import { listAnchors } from './list.ts'
import { witnessHead } from './witness.ts'

type Calls =
  | 'ledger.headFile'
  | 'ledger.saveHead'
  | 'ledger.prove'
  | 'ledger.check'
  | 'ledger.acceptOlder'
  | 'ledger.witness'
  | 'ledger.anchor'
  | 'ledger.anchors'
  | 'ledger.request'
  | 'ledger.token'

export function anchorsHandlers(
  workspace: Workspace,
  { outside, headsHeld }: Pick<House, 'outside' | 'headsHeld'>,
): Pick<Handlers, Calls> {
  const { vault, ledger } = workspace
  const head = (): { size: number; root: string; at: string } => {
    const { size, root, at } = ledger.head()
    return { size, root, at }
  }
  return {
    'ledger.headFile': async ({ since }) => ({ head: head(), text: await headText(workspace, since) }),
    'ledger.saveHead': async ({ since, out }) => {
      const now = head()
      const text = await headText(workspace, since)
      return { file: await writeNew(out ?? placeBeside(vault.dir, `${now.size}.head`), text), head: now }
    },
    'ledger.prove': async ({ seq, out }) => {
      const now = head()
      const name = `entry-${seq}-of-${now.size}.tlog-proof`
      return { file: await writeNew(out ?? placeBeside(vault.dir, name), proofText(workspace, seq)), seq, head: now }
    },
    'ledger.check': async ({ file }, context) => checkHead(workspace, await readHeadFile(file), context),
    'ledger.acceptOlder': ({ reason }) => {
      const { size, root } = outside.accept(reason)
      return { known: { size, root }, head: head() }
    },
    'ledger.witness': async ({ file, out, supersedes }) =>
      witnessHead(workspace, await readHeadFile(file), out, supersedes),
    'ledger.anchor': async ({ file }, context) => keepCosignatures(workspace, await readHeadFile(file), context),
    'ledger.anchors': (input) => listAnchors(workspace, { outside, headsHeld }, input),
    'ledger.request': async ({ out }) => (await import('./timestamp/request.ts')).requestTimestamp(workspace, out),
    'ledger.token': async ({ file, ca }) => (await import('./timestamp/keep.ts')).keepTimestamp(workspace, file, ca),
  }
}
