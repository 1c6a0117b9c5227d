import type { Handlers } from '../../../shared/contract/server.ts'
import type { Output } from '../../../shared/contract/contract.ts'
import { findCase } from '../cases/index.ts'
import { memberName, type Workspace } from '../members/index.ts'
import type { Reader } from '../vault/index.ts'
import { handOver } from './hand-over.ts'

type Calls = 'packet.build' | 'packet.list'

export const packetHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'packet.build': (input, context) => handOver(workspace, input, context),
  'packet.list': (input) => ({ items: packetsOfCase(workspace.db, findCase(workspace.db, input.case).id) }),
})

/** The packets of a case, newest first. */
function packetsOfCase(db: Reader, caseId: string): Output<'packet.list'>['items'] {
  const rows = db.all<Output<'packet.list'>['items'][number]>(
    `select id, sequence, recipient, purpose, built_at as builtAt, built_by as builtBy, file, sha256, pages, exhibits, seq
     from packet where case_id = ? order by sequence desc`,
    caseId,
  )
  return rows.map((row) => Object.assign(row, { builtBy: memberName(db, row.builtBy) }))
}
