import { questions, type Answer, type CaseDetail } from '../../../../shared/contract/cases.ts'
import type { AboutCase, CaseParts, Link, Statement } from '../../record/members/index.ts'

/** How the parts of an answer are joined, and what stands where nobody says anything. */
interface Joining {
  join: (parts: readonly Statement[]) => string
  missing: string
  /** What is looked at where no part says. */
  proof: Answer['proof']
}

const sentences = (parts: readonly Statement[]): string => parts.map(({ says }) => says).join(' ')

const joinings: Record<Statement['question'], Joining> = {
  happened: { join: sentences, missing: 'No report is part of this case.', proof: null },
  knew: { join: sentences, missing: '', proof: { label: 'Timeline', tab: 'timeline' } },
  evidence: { join: sentences, missing: 'No exhibit has been kept yet.', proof: null },
  actions: {
    join: (parts) =>
      `${parts.flatMap(({ says }) => (says === '' ? [] : [says])).join('; ')}.${
        parts.some(({ acted }) => acted) ? '' : ' No action is written down yet.'
      }`,
    missing: '',
    proof: { label: 'History', tab: 'history' },
  },
  residual: {
    join: sentences,
    missing: 'Not assessed: nobody has said what risk remains.',
    proof: { label: 'Closure', tab: 'closure' },
  },
}

/** Which features speak of actions first; the others after them, in their own order. */
const actionsFirst = ['cases', 'tasks', 'decisions', 'notebook']

/** What the features tell of a case: the six answers, as far as the record gives them, and the numbers for the tabs. */
export function tellOf(features: readonly CaseParts[], about: AboutCase): Pick<CaseDetail, 'answers' | 'counts'> {
  const told = features.flatMap(({ name, caseFile }) =>
    caseFile === 'none' || !caseFile.tells ? [] : [{ name, ...caseFile.tells(about) }],
  )
  const rank = ({ name }: { name: string }): number => actionsFirst.indexOf(name) + 1 || Infinity
  const inTurn = told.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
  const links = features.flatMap(({ links: linked }) => (linked === 'none' ? [] : linked(about)))
  const none = { reports: 0, exhibits: 0, subjects: 0, notes: 0, packets: 0 }
  return {
    answers: questions.map((question) => {
      if (question === 'prior') return prior(links, about.outside)
      const parts = (question === 'actions' ? inTurn : told).flatMap(({ statements = [] }) =>
        statements.filter((one) => one.question === question),
      )
      return answer(question, question === 'residual' ? newest(parts) : parts)
    }),
    counts: Object.assign(none, ...told.map(({ counts }) => counts)) as typeof none,
  }
}

function answer(question: Statement['question'], parts: readonly Statement[]): Answer {
  const { join, missing, proof } = joinings[question]
  if (parts.length === 0) return { question, answer: missing, open: true, proof }
  const open = parts.some((one) => one.open) || (question === 'actions' && !parts.some(({ acted }) => acted))
  const found = parts.find((one) => one.proof !== null)?.proof ?? proof
  return { question, answer: join(parts), open, proof: question === 'knew' && open ? null : found }
}

/** What was said last; of two at once the later feature's. */
const newest = (parts: readonly Statement[]): Statement[] => {
  const at = ({ at: said = '' }: Statement): number => Date.parse(said)
  return parts.toSorted((a, b) => at(a) - at(b)).slice(-1)
}

const elsewhere = 'Reports outside this case are not told here.'

/** Whether the case is linked to prior reports. That somebody reported twice is not for every reader. */
function prior(links: readonly Link[], outside: boolean): Answer {
  const [shared, merged, related] = (['shares-subject', 'merged', 'comparable'] as const).map((type) =>
    links.filter((one) => one.type === type),
  ) as [Link[], Link[], Link[]]
  const numbers = merged.map(({ to }) => to.number).join(', ')
  const parts = [
    ...(shared.length > 0 ? [`${firstThree(shared.map(sharedInWords), '; ', '; and')}.`] : []),
    ...(merged.length > 0 ? [`${numbers} merged into this case.`] : []),
    ...(related.length > 0 ? [`To compare: ${firstThree(related.map(relatedInWords), ', ', ' and')}.`] : []),
  ]
  const nothing = outside
    ? 'No other report was merged into this case.'
    : 'No other report names the same place or reporter, and no other matter shares a subject.'
  return {
    question: 'prior',
    answer: [parts.length > 0 ? parts.join(' ') : nothing, ...(outside ? [elsewhere] : [])].join(' '),
    open: related.length > 0,
    proof:
      parts.length === 0
        ? null
        : shared.length > 0
          ? { label: 'People & places', tab: 'people' }
          : { label: 'Reports', tab: 'reports' },
  }
}

/** `R-0003 (declined): the same Owen Pryce, S-0002, confidence moderate`. */
const sharedInWords = ({ to, basis, confidence }: Link): string =>
  `${to.number} (${to.state}): ${basis}, confidence ${confidence}`
const relatedInWords = ({ to, basis }: Link): string => `${to.number} (${basis}, ${to.state})`

const firstThree = (words: readonly string[], between: string, last: string): string =>
  `${words.slice(0, 3).join(between)}${words.length > 3 ? `${last} ${words.length - 3} more` : ''}`
