import type { NoteRow, NoteStrike, RichText } from '../../../../shared/contract/notebook.ts'
import { withStrikes } from '../../../../shared/contract/rich-text.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'

/** A text of a note as pages print it: struck passages stay legible and are told below it. */
export interface Printed {
  title: string
  kind: string
  happenedAt?: string | undefined
  writtenAt: string
  author: string
  late: boolean
  body: RichText
  record: string[]
}

/** The first letters of a member’s names, as a correction is initialled. */
const initialsOf = (name: string): string =>
  name
    .split(/[\s.-]+/)
    .map((word) => Array.from(word)[0]?.toUpperCase() ?? '')
    .join('')

/** A note and its additions as pages print them; `at` tells an instant as the pages do. */
export function printedNote(note: NoteRow, at: (instant: string) => string): [Printed, ...Printed[]] {
  const { title, number, happenedAt, writtenAt, author, late, body, seal, witnesses, additions } = note
  const struckIn = (addition: number | null): NoteStrike[] => note.strikes.filter((one) => one.addition === addition)
  const struckLines = (strikes: readonly NoteStrike[]): string[] =>
    strikes.map(
      ({ words, reason, instead, by, at: when, seq }, n) =>
        `S${n + 1}  “${words}” struck. Reason: ${reason}${instead === null ? '' : ` · Instead: “${instead}”`} · ${initialsOf(by)} (${by}), ${at(when)}, entry ${seq}.`,
    )
  const sealed =
    seal === null
      ? []
      : [
          `Sealed by ${seal.by}, ${at(seal.at)}, entry ${seal.seq}, in revision ${seal.revision}. SHA-256 of its text in canonical JSON (RFC 8785): ${seal.sha256}`,
          ...witnesses.map(
            ({ by, at: when, seq, upTo }) => `Witnessed by ${by}, ${at(when)}, entry ${seq}, up to entry ${upTo}.`,
          ),
        ]
  return [
    {
      title,
      kind: `Note ${number}`,
      happenedAt: happenedAt ? showOccurred(happenedAt) : undefined,
      writtenAt: at(writtenAt),
      author,
      late,
      body: withStrikes(body, struckIn(null)),
      record: [...sealed, ...struckLines(struckIn(null))],
    },
    ...additions.map((added) => ({
      title: `Addition ${added.number} to ${number}`,
      kind: 'Addition',
      happenedAt: added.happenedAt ? showOccurred(added.happenedAt) : undefined,
      writtenAt: at(added.writtenAt),
      author: `${added.author} (${initialsOf(added.author)})`,
      late: added.late,
      body: withStrikes(added.body, struckIn(added.number)),
      record: struckLines(struckIn(added.number)),
    })),
  ]
}
