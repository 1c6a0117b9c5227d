import type { Assertion } from '../../../../shared/contract/assertions.ts'
import type { Sections } from '../../print/index.ts'
import type { PacketPart, Workspace } from '../../record/members/index.ts'
import type { CaseFile } from '../cases/index.ts'
import { assertionsOf, matrixOf } from './queries.ts'

type Pages = Sections<'assertions'>['assertions']
type Row = Pages[number]['rows'][number]

/** What is asserted in a case, in its packet: by allegation and element, with what bears on each. */
export const assertionsInPacket: PacketPart = {
  sections: ({ workspace, case: file }): Sections<'assertions'> => ({
    assertions: assertionsForPages(workspace, file),
  }),
  shows: ({ workspace, case: { id } }) =>
    standingIn(workspace, id).flatMap(({ seq, links }) => [seq, ...links.map((link) => link.seq)]),
}

const standingIn = ({ db }: Workspace, caseId: string): Assertion[] =>
  assertionsOf(db, caseId).filter(({ withdrawn }) => withdrawn === null)

function assertionsForPages(workspace: Workspace, file: Pick<CaseFile, 'id'>): Pages {
  const { allegations, unplaced } = matrixOf(workspace, file)
  const standing = new Map(standingIn(workspace, file.id).map((one) => [one.id, one]))
  const rowOf = ({ id }: { id: string }, element?: string): Row => {
    const one = standing.get(id)
    return { ...(element === undefined ? {} : { element }), ...(one ? saidIn(one) : { evidence: [] }) }
  }
  const placed = allegations.flatMap(({ number, text, elements }) =>
    elements.length === 0
      ? []
      : [
          {
            heading: `Allegation ${number}. ${text.trim()}`,
            rows: elements.flatMap((element): Row[] => {
              const name = `${element.number} ${element.text}`
              if (element.assertions.length === 0) return [{ element: name, evidence: [] }]
              return element.assertions.map((one, at) => rowOf(one, at === 0 ? name : undefined))
            }),
          },
        ],
  )
  if (unplaced.length === 0) return placed
  return [...placed, { heading: 'On no element of an allegation', rows: unplaced.map((one) => rowOf(one)) }]
}

const bearings = { supports: 'For', contradicts: 'Against', open: 'Leaves it open' } as const

function saidIn({ number, text, says, knowledge, heardFrom, source, seq, links }: Assertion): Omit<Row, 'element'> {
  const how =
    knowledge === 'known'
      ? ', own knowledge'
      : heardFrom
        ? `, information from ${heardFrom.name}`
        : knowledge === 'hearsay'
          ? ', hearsay'
          : ''
  return {
    said: `${says.name}: ${text}`,
    source: `${number}: ${source.label}${how} (entry ${seq})`,
    evidence: links.map(
      ({ as, evidence, reason, seq: entry }) => `${bearings[as]}: ${evidence.label}. ${reason} (entry ${entry})`,
    ),
  }
}
