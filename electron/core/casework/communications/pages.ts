import { howInWords, type CommunicationRow } from '../../../../shared/contract/communications.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'
import type { Sections } from '../../print/index.ts'
import type { PacketPart } from '../../record/members/index.ts'
import { communicationsOfCase } from './queries.ts'

/** The communications of a case in its packet; those that were struck are told by their numbers and reasons only. */
export const communicationsInPacket: PacketPart = {
  sections: ({ workspace, case: { id }, at }): Sections<'communications'> => ({
    communications: communicationsOfCase(workspace.db, id).map((said) => communicationForPages(said, at)),
  }),
  shows: ({ workspace, case: { id } }) =>
    communicationsOfCase(workspace.db, id).flatMap(({ struck, seq }) => (struck ? [] : [seq])),
}

const partyWords: Record<CommunicationRow['parties'][number]['role'], string> = {
  from: 'From',
  to: 'To',
  copied: 'Copied to',
  present: 'Present',
}

/** A communication as its page prints it; of one that was struck its number and the reason only. */
function communicationForPages(
  row: CommunicationRow,
  at: (instant: string) => string,
): Sections<'communications'>['communications'][number] {
  const { number, sentAt, receivedAt, parties, content, quotes, outcome, exhibit, struck } = row
  const source = `${row.recordedBy}, ${at(row.recordedAt)}, entry ${row.seq}`
  if (struck) {
    return {
      number,
      sent: showOccurred(sentAt),
      how: 'struck',
      parties: [],
      content: '',
      quotes: [],
      struck: `${struck.by}, ${at(struck.at)}: ${struck.reason}${struck.replacedBy === null ? '' : ` See ${struck.replacedBy}.`}`,
      source,
    }
  }
  return {
    number,
    sent: showOccurred(sentAt),
    received: receivedAt === null ? undefined : showOccurred(receivedAt),
    how: howInWords(row),
    parties: parties.map(
      ({ name, role, address }) => `${partyWords[role]} ${name}${address === undefined ? '' : `, ${address}`}`,
    ),
    content,
    quotes,
    outcome: outcome ?? undefined,
    exhibit: exhibit ?? undefined,
    late: row.late || undefined,
    source,
  }
}
