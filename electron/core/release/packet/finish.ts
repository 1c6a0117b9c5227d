import { readdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { placedAt } from '../../record/ledger/index.ts'
import { isAllowed, type Workspace } from '../../record/members/index.ts'
import { finishPlacing, isPart } from '../../record/vault/index.ts'
import { hashOf } from './check.ts'

/**
 * Finishes building a packet where a crash came between the ledger's entry and the file's name: its bytes lie there
 * as a part, known by their hash. Only the last thing that was recorded can have been cut so. Returns what to tell: where
 * the file lies, and so what somebody called it, to a member who may read cases.
 */
export async function finishBuilding({ db, member }: Workspace): Promise<string[]> {
  const row = db.get<{ file: string; sha256: string; seq: number }>(
    'select file, sha256, seq from packet where seq = (select max(seq) from entry)',
  )
  const cut = row && { ...row, file: placedAt(db, row.seq) ?? row.file }
  if (!cut || !isAbsolute(cut.file) || existsSync(cut.file)) return []
  const folder = dirname(cut.file)
  const reads = isAllowed(member.roles, 'case.read')
  for (const name of (await readdir(folder).catch(() => [])).filter(isPart)) {
    const part = join(folder, name)
    try {
      if ((await hashOf(part)) !== cut.sha256) continue
      await finishPlacing(part, cut.file)
      return [
        `Building a packet was interrupted after it was recorded; its file now has its name${reads ? `: ${cut.file}` : ''}.`,
      ]
    } catch {
      return [
        `The packet that was recorded last could not be given its name${reads ? `, ${cut.file}` : ''}; look at ${part}.`,
      ]
    }
  }
  return []
}
