import type { Output } from '../../../shared/contract/contract.ts'
import type { AnswerTo } from '../../../shared/contract/evidence/asks.ts'
import type { EvidenceView, ViewOf } from '../../../shared/contract/evidence/views.ts'
import { fileKind } from '../../ui/name.ts'
import { words } from './catalogue.ts'
import type { PlacedMark } from './mark-place.ts'

/** An exhibit, or a member of it, as every question about it names it. */
export interface Which {
  exhibit: string
  within: string[]
  password?: string | undefined
  /** By which its text is read, where somebody chose one. */
  encoding?: string | undefined
}

export type Opened = Output<'exhibit.open'>
/** What a file is, in few words: by how it is shown where its first bytes say little. */
export function kindInWords({ view, mediaType }: Opened): string {
  if (view.kind === 'message') return view.format === 'HTML' || view.format === 'MHTML' ? words.savedPage : words.eMail
  if (view.kind === 'mailbox') return words.mailbox
  if (view.kind === 'sheets') return words.workbook(view.format)
  if (view.kind === 'document') return words.documentOf
  if (view.kind === 'chat') return words.conversation
  if (view.kind === 'archive' || view.kind === 'records' || view.kind === 'track') return view.format
  return fileKind(mediaType)
}

export type Hit = AnswerTo<'find'>['hits'][number]
/** A block of a document with its number, from 0. */
export type NumberedBlock = AnswerTo<'blocks'>['blocks'][number] & { index: number }
export type Box = { x: number; y: number; width: number; height: number }

/** What each kind of view is given. */
export interface ViewProps<K extends EvidenceView['kind']> {
  which: Which
  opened: Opened
  view: ViewOf<K>
  /** The place that is looked at, in its written form. */
  at: string | undefined
  /** Counts how often a place was gone to: the same one again is one more. */
  turn: number
  /** Places that were found there, to be marked. */
  hits: readonly Hit[]
  /** Opens a member in place. */
  onMember: (path: string) => void
  onPassword: (password: string) => void
  /** Tells the place that is looked at now, in its written form; undefined: all of it. */
  onHere: (at: string | undefined) => void
  /** Marks in force of what is looked at. */
  marks: readonly PlacedMark[]
  /** Leads to what a mark says. */
  onMark: (id: string) => void
}
