import type { LateRule } from '../../../../shared/contract/notebook.ts'
import { latest, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { memberName, type AsOfGrounds } from '../../record/members/index.ts'
import { query, type Reader } from '../../record/vault/index.ts'
import { lateRules, type noteRevisions } from './tables.ts'

/** What holds where no member set another: a day. */
const dayRule = { hours: 24, reason: 'A day, unless the vault says otherwise', earlier: true, set: null }

/** Notes of a case are judged by rules that name no case. */
export const lateRuleGrounds: AsOfGrounds = ({ db, case: caseId }) => ({
  entries: caseId === undefined ? [] : db.all(ruleRows).map(({ seq }) => seq),
})

const ruleRows = query((from) => from.select().from(lateRules).orderBy(lateRules.seq))

/** Judges notes by the rule of their time, read once. */
export function lateJudge(
  db: Reader,
): (happenedAt: OccurredAt | null, written: { at: string; seq: number }) => boolean {
  const rules = db.all(ruleRows)
  return (happenedAt, { at, seq }) => {
    if (happenedAt === null) return false
    const { hours } = rules.findLast((rule) => rule.seq < seq || rule.earlier) ?? dayRule
    return Date.parse(at) - latest(happenedAt) > hours * 3_600_000
  }
}

/** The rule by which a note written now is judged. */
export function lateRule(db: Reader): LateRule {
  const rule = db.all(ruleRows).at(-1)
  if (!rule) return dayRule
  const { hours, reason, earlier, at, byMember, seq } = rule
  return { hours, reason, earlier, set: { at, by: memberName(db, byMember), seq } }
}

/** When what it tells happened, as the row has it. */
export const happenedIn = ({
  happenedValue: value,
  happenedZone: zone,
  happenedPrecision: precision,
}: Pick<
  typeof noteRevisions.$inferSelect,
  'happenedValue' | 'happenedZone' | 'happenedPrecision'
>): OccurredAt | null => (value !== null && zone !== null && precision !== null ? { value, zone, precision } : null)
