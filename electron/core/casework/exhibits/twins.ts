import { eq } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { Twin } from '../../../../shared/contract/exhibits.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { reports } from '../../intake/reports/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { query, steadily, type Given, type Reader } from '../../record/vault/index.ts'
import { openFile } from './stage.ts'
import { exhibits } from './tables.ts'

const mostShown = 20

const sameBytes = query((from, { sha256 }: Given<{ sha256: string }>) =>
  from
    .select({
      number: exhibits.number,
      fileName: exhibits.fileName,
      ownCase: exhibits.caseNumber,
      reportCase: reports.caseNumber,
      recordedAt: exhibits.recordedAt,
    })
    .from(exhibits)
    .leftJoin(reports, eq(reports.id, exhibits.reportId))
    .where(eq(exhibits.sha256, sha256))
    .orderBy(exhibits.seq)
    .limit(mostShown),
)
const ofSize = query((from, { size }: Given<{ size: number }>) =>
  from.select({ number: exhibits.number }).from(exhibits).where(eq(exhibits.size, size)).limit(1),
)

/** Exhibits on record with these very bytes, the first kept first. Their own bytes are not read again. */
export const exhibitsWith = (db: Reader, sha256: string): Twin[] =>
  db
    .all(sameBytes, { sha256 })
    .map(({ ownCase, reportCase, ...twin }) => ({ ...twin, caseNumber: ownCase ?? reportCase }))

/**
 * Which of some files, and of what was pasted, are on record already, byte for byte, or lie twice among them. Only what has the size of something
 * else is read: the others cannot be the same.
 */
export async function findTwins(
  { db }: Workspace,
  { files, pasted }: Checked<'exhibit.twins'>,
  { signal, progress }: CallContext,
): Promise<Output<'exhibit.twins'>> {
  const opened = []
  try {
    for (const path of files) {
      const file = await openFile(path)
      opened.push({ path, file, ...(await steadily(file, path)) })
    }
    const sizes = Map.groupBy<number, { size: number }>([...opened, ...pasted], ({ size }) => size)
    const suspect = opened.filter(
      ({ size }) => (sizes.get(size)?.length ?? 0) > 1 || db.get(ofSize, { size }) !== undefined,
    )
    const total = suspect.reduce((sum, { size }) => sum + size, 0)
    const hashes = new Map(pasted.map(({ file, sha256 }) => [file, sha256]))
    let done = 0
    for (const { path, pieces } of suspect) {
      const hash = createHash('sha256')
      for await (const piece of pieces()) {
        signal.throwIfAborted()
        hash.update(piece)
        done += piece.length
        progress({ stage: `Comparing ${basename(path)}`, done: Math.min(done, total), total, unit: 'bytes' })
      }
      hashes.set(path, hash.digest('hex'))
    }
    const all = [...files, ...pasted.map(({ file }) => file)]
    return {
      files: all.map((file, at) => {
        const sha256 = hashes.get(file)
        const before = all.slice(0, at).find((other) => sha256 !== undefined && hashes.get(other) === sha256)
        return {
          file,
          twins: sha256 === undefined ? [] : exhibitsWith(db, sha256),
          sameAs: before ?? null,
        }
      }),
    }
  } finally {
    await Promise.all(opened.map(({ file }) => file.close()))
  }
}
