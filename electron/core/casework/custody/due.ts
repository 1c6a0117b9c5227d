import { showInstant } from '../../../../shared/kernel/show.ts'
import { timed } from '../../record/members/index.ts'
import { standing } from './chain.ts'
import { toBeBack } from './queries.ts'

/** What is checked out, or lent to somebody outside, and is to be back by a time. */
export const checkedOut = timed(({ db }) =>
  toBeBack(db).flatMap((holding) => {
    const { state, holder, expectedBack, since } = standing(holding.steps, holding.storage)
    if (expectedBack === null || holding.caseNumber === null || (state !== 'out' && state !== 'outside')) return []
    return [
      {
        kind: 'custody' as const,
        ref: holding.id,
        title: `${holding.number} back from ${holder ?? 'whoever has it'}, out since ${showInstant(since)}`,
        due: expectedBack,
        owner: null,
        caseNumber: holding.caseNumber,
        link: {
          case: holding.caseNumber,
          tab: holding.kind === 'item' ? 'items' : 'evidence',
          item: holding.number,
        },
      },
    ]
  }),
)
