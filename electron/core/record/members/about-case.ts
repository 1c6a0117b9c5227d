import type { CaseDetail, TimelineEvent, Answer } from '../../../../shared/contract/cases.ts'
import type { Permission } from '../../../../shared/contract/permissions.ts'
import type { Involvement } from '../../../../shared/contract/subjects.ts'
import type { Saying } from '../../../../shared/kernel/show.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import type { StoredEntry } from '../ledger/index.ts'
import type { Reader } from '../vault/index.ts'
import type { Workspace } from './members.ts'

/** A case that every feature is asked about: its page, its timeline or its packet is made of their answers. */
export interface AboutCase {
  workspace: Workspace
  case: { id: string; number: string }
  /** Zone in which times are told, with the words for them. */
  zone: string
  say: Saying
  /** Whether it is told to people outside: each feature leaves out what is not for them. */
  outside: boolean
  /** The entries that name the case, oldest first; read once. */
  entries(): readonly StoredEntry[]
}

/** Part of the answer to one of the six questions. How the parts are joined is the overview's. */
export interface Statement {
  question: Exclude<Answer['question'], 'prior'>
  /** Words in the middle of an answer or a sentence of their own, as the question's other parts have it. */
  says: string
  proof: Answer['proof']
  /** Whether something of it is still to be answered or done. */
  open?: boolean
  /** Whether an action that was taken stands behind it. */
  acted?: boolean
  /** When it was said, ISO 8601: where only the newest statement counts. */
  at?: string
}

/** What the page of a case shows of a feature. */
export interface CaseFilePart {
  /** Its parts of the six answers, and its numbers for the tabs. */
  tells?: (about: AboutCase) => { statements?: Statement[]; counts?: Partial<CaseDetail['counts']> }
  /** Types of its entries that weigh or settle: each can be seen beside what its maker had before them. */
  weighs?: readonly string[]
  /** Sequence numbers of entries that belong to the case and do not name it. */
  entries?: (about: AboutCase) => readonly number[]
}

/** Something that happened, as its feature tells it. */
export interface Moment extends Omit<TimelineEvent, 'happenedAt' | 'offset' | 'recordedAt' | 'sortAt' | 'late'> {
  /** A time as it was said, or an instant. */
  happened: OccurredAt | string
  recordedAt: string
  /** Whether it was written down late, where a rule of its own says so; else by the day that holds for all. */
  late?: boolean
}

/** What the timeline of a case shows of a feature; of two that happened at once the first stays first. */
export type TimelinePart = (about: AboutCase) => Moment[]

/** A relation of a case to another report or case. */
export interface Link {
  type: 'merged' | 'shares-subject' | 'comparable'
  to: { kind: 'report' | 'case'; id: string; number: string; state: string }
  /** What it rests on, in words. */
  basis: string
  confidence: Involvement['confidence'] | null
}

/** Relations of a case that follow from a feature's record, the one to be shown first in front. */
export type LinksPart = (about: AboutCase) => Link[]

/** A case that is put into a packet. `at` tells an instant as the pages do; `now` is when it is prepared, milliseconds. */
export interface ForPages extends AboutCase {
  at: (instant: string) => string
  now: number
}

/** What a packet of a case carries of a feature. */
export interface PacketPart {
  /** Sections of the pages by name (`Sections` of print): without what is withheld, and why where that is said. */
  sections?: (about: ForPages) => Record<string, readonly unknown[]>
  /** Sequence numbers of those entries that the pages print whole; of all others the packet holds a commitment only. */
  shows?: (about: ForPages, entries: readonly StoredEntry[]) => readonly number[]
  /** Sequence numbers of those that name the case and from which nothing was made: a packet would contradict itself by them. */
  leavesOut?: (about: ForPages, entries: readonly StoredEntry[]) => readonly number[]
}

/** Records of a feature that are found by their words: where those stand, and who may see what is found. */
export interface IndexPart {
  kind: 'report'
  /** Right of the call that lists what was found. */
  right: Permission
  /** Texts of the records after a place, in the order of their places, `most` at once; the same as long as no record is destroyed. */
  texts: (db: Reader, after: number, most: number) => { place: number; text: string }[]
  /** Drops what memory holds of them: all of it, or what it holds from before something was destroyed. */
  forget: (db: Reader) => void
  forgetDestroyed: (db: Reader) => void
}
