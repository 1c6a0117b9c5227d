import { standardWords } from '../../../../shared/contract/closure.ts'
import { capital, spoken } from '../../../../shared/kernel/show.ts'
import type { Sections } from '../../print/index.ts'
import type { PacketPart } from '../../record/members/index.ts'
import { conclusionOf, type Conclusion } from './queries.ts'

/** What a case comes to in its packet; what the house means to do otherwise stays in it. */
export const conclusionInPacket: PacketPart = {
  sections: ({ workspace, case: file, at }): Sections<'allegations' | 'conclusion' | 'duties'> =>
    conclusionForPages(conclusionOf(workspace, file), at),
  shows: ({ workspace, case: file }) =>
    conclusionOf(workspace, file).allegations.flatMap(({ seq, finding }) => (finding ? [seq, finding.seq] : [seq])),
}

type Stated = Conclusion['outcome']

/** What the case comes to, as its pages print it. The review is the house's own and stays in it. */
function conclusionForPages(
  { allegations, outcome, actionsTaken, residual, duties }: Conclusion,
  at: (instant: string) => string,
): Sections<'allegations' | 'conclusion' | 'duties'> {
  const stated = (name: string, said: Stated, level?: string) =>
    said === null
      ? []
      : [
          {
            name,
            text: level === undefined ? said.text : `${level}. ${said.text}`,
            source: `${said.by}, ${at(said.at)}, entry ${said.seq}`,
          },
        ]
  return {
    allegations: allegations.map(({ number, text, standard, finding, withdrawn, seq }) => ({
      number,
      text,
      standard: standardWords[standard],
      made: `entry ${seq}`,
      finding: withdrawn
        ? `withdrawn by ${withdrawn.by}, ${at(withdrawn.at)}: ${withdrawn.reason}`
        : finding
          ? `${spoken(finding.finding)}; ${finding.by}, ${at(finding.at)}, entry ${finding.seq}`
          : 'none yet',
      basis: withdrawn ? undefined : finding?.basis,
      facts: finding?.facts.map(({ label, seq: entry }) => `${label} (entry ${entry})`).join(', '),
    })),
    conclusion: [
      ...stated('Outcome', outcome),
      ...stated('Actions taken', actionsTaken),
      ...stated('Residual risk', residual, residual ? capital(spoken(residual.level)) : undefined),
    ],
    duties: duties
      .filter(({ kind }) => kind !== 'change')
      .map(({ number, kind, what, owner, due, seq }) => ({
        number,
        kind: capital(kind),
        what,
        owner: owner.name,
        due: due === null ? 'done with' : at(due),
        source: `entry ${seq}`,
      })),
  }
}
