import { and, eq, isNull } from 'drizzle-orm'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { caseNumberOf } from '../../casework/cases/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { holds } from './tables.ts'

const standing = query((from, { caseId }: Given<{ caseId: string }>) =>
  from
    .select({ authority: holds.authority })
    .from(holds)
    .where(and(eq(holds.caseId, caseId), isNull(holds.liftedAt))),
)

/** Whatever command asks: no physical item of a case under a hold is destroyed or disposed of. Fails with ON_HOLD. */
export function keepWhatIsHeld(db: Reader, type: string, caseId: string): void {
  if (type !== 'item.disposed') return
  const hold = db.get(standing, { caseId })
  if (!hold) return
  throw new HoldfastError(
    'ON_HOLD',
    `Case ${caseNumberOf(db, caseId) ?? caseId} is under a legal hold (${hold.authority}); none of its items may be destroyed or disposed of.`,
    'The hold must be lifted first, by a member with the right to it and with a reason.',
  )
}
