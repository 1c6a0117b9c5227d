import type { Output } from '../../../shared/contract/contract.ts'
import type { RichTextValue } from '../../editor/rich-text.tsx'
import { typedFrom, whenUnknown, type WhenTyped } from '../../ui/when-field.tsx'

export type Note = Output<'note.list'>['items'][number]

/** A note while it is being written. */
export interface NoteDraft {
  title: string
  body: RichTextValue
  happenedAt: WhenTyped
  /** The revision it started from; 0 for a new note. */
  base: number
}

export const emptyText: RichTextValue = { type: 'doc', content: [{ type: 'paragraph' }] }

export const draftOf = (note: Note | null): NoteDraft =>
  note === null
    ? { title: '', body: emptyText, happenedAt: whenUnknown, base: 0 }
    : { title: note.title, body: note.body, happenedAt: typedFrom(note.happenedAt), base: note.revision }
