import { howInWords } from '../../../../shared/contract/communications.ts'
import type { TimelinePart } from '../../record/members/index.ts'
import { communicationsOfCase } from './queries.ts'

/**
 * When something was said or written. What was struck may never have belonged to the case: people outside are told that
 * it was, not what it said or between whom.
 */
export const communicationsHappened: TimelinePart = ({ workspace, case: { id }, outside }) =>
  communicationsOfCase(workspace.db, id).map((said) => {
    const withheld = outside && said.struck !== null
    return {
      happened: said.sentAt,
      recordedAt: said.recordedAt,
      kind: 'communication',
      title: `${said.number}, ${howInWords(said)}${said.struck ? ', struck' : ''}`,
      text: withheld ? '' : excerptOf(said.content),
      who: withheld ? '' : said.parties.map(({ name }) => name).join(', '),
      ref: said.id,
      seq: said.seq,
    }
  })

const excerptOf = (content: string): string =>
  content.length > 240 ? `${content.slice(0, 240).toWellFormed()}…` : content
