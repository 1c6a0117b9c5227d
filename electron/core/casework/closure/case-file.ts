import { capital, spoken } from '../../../../shared/kernel/show.ts'
import { recordedMoments, type CaseFilePart, type Moment, type TimelinePart } from '../../record/members/index.ts'
import type { closureEntries } from './entries.ts'
import { conclusionOf } from './queries.ts'

/** What was said of residual risk when the case was concluded, with the monitoring duty that is due next. */
export const conclusionInFile: CaseFilePart = {
  tells: ({ workspace, case: file, say }) => {
    const { residual, duties } = conclusionOf(workspace, file)
    if (!residual) return {}
    const { level, text, by, at, seq } = residual
    const next = duties
      .flatMap(({ number, owner, due }) => (due === null ? [] : [{ number, owner, due }]))
      .toSorted((a, b) => Date.parse(a.due) - Date.parse(b.due))[0]
    const watch = next ? ` ${next.number} with ${next.owner.name}, due ${say.at(next.due)}.` : ''
    return {
      statements: [
        {
          question: 'residual',
          says: `${capital(spoken(level))}: ${beginningOf(text)} (${by}, ${say.at(at)}).${watch}`,
          proof: { label: `Entry ${seq}`, tab: 'closure' },
          at,
        },
      ],
    }
  },
  weighs: ['allegation.found', 'closure.requested', 'closure.approved', 'closure.returned', 'watch.answered'],
}

function beginningOf(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > 200 ? `${Array.from(words).slice(0, 200).join('')}…` : words
}

type Said = Pick<Moment, 'kind' | 'title' | 'text'>
const closing = (title: string, text = ''): Said => ({ kind: 'closure', title, text })

/**
 * What was found, what is watched, and how the closing was asked for. What was said among members about closing, and what the house means
 * to do otherwise (monitoring duties of the kind `change`, which the pages leave out too), is not for people outside.
 */
export const conclusionHappened: TimelinePart = (about) => {
  const { workspace, case: file, outside } = about
  const changes = new Set(
    outside
      ? conclusionOf(workspace, file)
          .duties.filter(({ kind }) => kind === 'change')
          .map(({ id }) => id)
      : [],
  )
  const inHouse = (said: Said): Said | undefined => (outside ? undefined : said)
  return recordedMoments<typeof closureEntries>(about, {
    'allegation.found': ({ number = '', finding, basis = '' }) =>
      closing(`Allegation ${number} found ${spoken(finding?.to ?? '')}`, basis),
    'watch.set': ({ number = '', what = '' }) => closing(`Duty ${number} set`, what),
    'watch.answered': ({ number = '', outcome = '', note = '' }) => closing(`Duty ${number} ${outcome}`, note),
    'closure.requested': ({ remark }) => inHouse(closing('Closing asked for', remark ?? '')),
    'closure.returned': ({ reason = '' }) => inHouse(closing('Closing returned', reason)),
  }).filter(({ ref }) => !changes.has(ref))
}
