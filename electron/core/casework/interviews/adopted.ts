import { canonical } from '../../../../shared/kernel/canonical.ts'
import { sha256 } from '../../record/vault/index.ts'
import type { Plan } from './entries.ts'

interface Text {
  by: string
  paragraphs: readonly {
    text: string
    original: string | null
    known: { kind: 'own' } | { kind: 'information'; from: string } | null
  }[]
  declaration: { words: string }
}

/**
 * The text of a statement as it is adopted, of which its hash is made (docs/format-record.md, Statement): who says it, each
 * paragraph with its number and how it is known, the words in the witness's language under it, and the declaration.
 */
export const textOf = ({ by, paragraphs, declaration }: Text): string =>
  [
    by,
    ...paragraphs.flatMap(({ text, original, known }, at) => [
      `${at + 1}. ${text}`,
      ...(known === null ? [] : [known.kind === 'own' ? '[own knowledge]' : `[information from ${known.from}]`]),
      ...(original === null ? [] : [original]),
    ]),
    declaration.words,
  ].join('\n\n')

const hex = (text: string): string => sha256(Buffer.from(text, 'utf8')).toString('hex')

/** SHA-256 of a statement's text, hexadecimal. */
export const hashOfText = (text: Text): string => hex(textOf(text))
/** SHA-256 of a plan's canonical JSON (RFC 8785), hexadecimal. */
export const hashOfPlan = (plan: Plan): string => hex(canonical(plan))
