import type { Answer } from '../../../../shared/contract/cases.ts'
import { capital, showDay, spoken, type Saying } from '../../../../shared/kernel/show.ts'
import type { StandingConcern } from '../../casework/assessments/index.ts'
import type { Conclusion } from '../../casework/closure/index.ts'

/**
 * Whether there is residual risk, as the record says it: the newest of what was said when the case was concluded and of
 * its assessments. Where nobody said anything, that is said, not guessed.
 */
export function residual(
  { conclusion, concerns }: { conclusion: Conclusion; concerns: StandingConcern[] },
  say: Saying['at'],
): Answer {
  const assessedAt = Math.max(...concerns.map((concern) => Date.parse(concern.assessedAt)), -Infinity)
  const { residual: said } = conclusion
  if (said && Date.parse(said.at) >= assessedAt) return fromConclusion(said, conclusion.duties, say)
  if (concerns.length > 0) return fromAssessments(concerns)
  return {
    question: 'residual',
    answer: 'Not assessed: nobody has said what risk remains.',
    open: true,
    proof: { label: 'Closure', tab: 'closure' },
  }
}

function fromConclusion(
  { level, text, by, at, seq }: NonNullable<Conclusion['residual']>,
  duties: Conclusion['duties'],
  say: Saying['at'],
): Answer {
  const next = duties
    .flatMap(({ number, owner, due }) => (due === null ? [] : [{ number, owner, due }]))
    .toSorted((a, b) => Date.parse(a.due) - Date.parse(b.due))[0]
  const watch = next ? ` ${next.number} with ${next.owner.name}, due ${say(next.due)}.` : ''
  return {
    question: 'residual',
    answer: `${capital(spoken(level))}: ${beginningOf(text)} (${by}, ${say(at)}).${watch}`,
    open: false,
    proof: { label: `Entry ${seq}`, tab: 'closure' },
  }
}

function fromAssessments(concerns: StandingConcern[]): Answer {
  const words = concerns.map(
    ({ about, level, number, reassessOn }) =>
      `${about}: level of concern ${level} (${number})${reassessOn === null ? '' : `, looked at again on ${showDay(reassessOn)}`}`,
  )
  return {
    question: 'residual',
    answer: `${words.join('; ')}.`,
    open: concerns.some(({ level }) => level === 'high' || level === 'imminent'),
    proof: { label: 'Assessments', tab: 'assessment' },
  }
}

function beginningOf(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > 200 ? `${Array.from(words).slice(0, 200).join('')}…` : words
}
