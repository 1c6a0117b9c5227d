import type { Output } from '../../../../shared/contract/contract.ts'
import type { Member as MemberRow } from '../../../../shared/contract/members.ts'
import type { Handlers } from '../../../../shared/contract/server.ts'
import type { Notification } from '../../../../shared/contract/triage.ts'
import type { AnyView, Forget } from '../ledger/index.ts'
import type { Reader } from '../vault/index.ts'
import type { CaseFilePart, IndexPart, LinksPart, PacketPart, TimelinePart } from './about-case.ts'
import type { AsOfGrounds } from './as-of.ts'
import type { ClosingCheck } from './closing-check.ts'
import type { DueProvider } from './due-provider.ts'
import type { RecordKind } from './record-kinds.ts'
import type { Responsibility } from './responsibilities.ts'
import type { Workspace } from './members.ts'

/** What a feature is given beside the vault that is open: what others know, and it cannot import. */
export interface House {
  /** Every view of the ledger, for projecting it anew. */
  views: readonly AnyView[]
  responsibilities: readonly Responsibility[]
  due: readonly DueProvider[]
  closingChecks: readonly ClosingCheck[]
  /** Records of every kind, by what names them. */
  records: readonly RecordKind[]
  /** What every feature has on record about a case. */
  caseParts: readonly CaseParts[]
  /** The number of a case by its id, where there is one. */
  caseNumber: (db: Reader, caseId: string) => string | null
  /** The newest head as it is known outside of the vault's folder. */
  outside: KnownOutside
  /** Certificates that packets are signed with: how far a member's is, and what is to be done once members or roles changed. */
  certificates: { of: (db: Reader, member: string) => MemberRow['certificate']; settle: () => Promise<unknown> }
  /** A duty with the name of the owner who is to be told. */
  withOwner: (db: Reader, duty: Notification) => Notification
  /** How long the sound or video of an exhibit is, in seconds; null where a reader finds no length. */
  recordingLength: (workspace: Workspace, exhibit: string, signal: AbortSignal) => Promise<number | null>
  /** Heads of this vault that went out in what was built from it; with whom and of what, for those who may read cases. */
  headsHeld: (db: Reader, readsCases: boolean) => HeadHeld[]
}

/** A head that somebody holds outside of the vault. */
export type HeadHeld = Output<'ledger.anchors'>['anchors'][number]

export interface KnownOutside {
  /** How the vault stands to it, when it may not go on from it. */
  readonly finding: Output<'vault.create'>['outside']
  /** It as a signed note. */
  readonly known: string | undefined
  /** Lets work go on from another state, for a reason. */
  accept(reason: string): { size: number; root: string }
}

/**
 * A feature of the core as the rest of it knows it: exported from the feature's `index.ts`, named once in `features.ts`.
 * Each part must be said; a feature that has nothing of it says 'none'. `K`: the calls that it answers.
 */
export interface Feature<K extends keyof Handlers = never> {
  name: string
  /** What it writes into the ledger, and its tables. */
  view: AnyView | 'none'
  /** Answers to its calls, on the vault that is open. */
  handlers: ((workspace: Workspace, house: House) => Pick<Handlers, K>) | 'none'
  /** Takes what is about a case out of its tables when the case's record was destroyed. */
  forget: Forget | 'none'
  /** What has an owner who must be a member: nobody leaves while they have any of it. */
  responsibilities: readonly Responsibility[] | 'none'
  /** What is due by its record: of one member, or of all. */
  due: readonly DueProvider[] | 'none'
  /** What it wants settled before a case is closed. */
  closingChecks: readonly ClosingCheck[] | 'none'
  /** What of it an answer about an earlier moment rests on beside entries that name the case and those about its reports. */
  asOf: AsOfGrounds | 'none'
  /** What the page of a case shows of it: its part of the six answers, what weighs in the history. */
  caseFile: CaseFilePart | 'none'
  /** What of it happened in a case, for the timeline and a packet's chronology. */
  timeline: TimelinePart | 'none'
  /** Which of its records are found by their words, and who may find them. */
  index: IndexPart | 'none'
  /** Which other matters a case is linked to by its record. */
  links: LinksPart | 'none'
  /** Its records that take a marking, and on which privilege is claimed. */
  records: readonly RecordKind[] | 'none'
  /** What a packet of a case carries of it, without what is withheld. */
  packet: PacketPart | 'none'
}

/** The parts of features of which a case's page, its timeline and its packet are made. */
export type CaseParts = Pick<Feature, 'name' | 'caseFile' | 'timeline' | 'links' | 'packet'>

/** Ties a manifest's types together. */
export const defineFeature = <K extends keyof Handlers = never>(feature: Feature<K>): Feature<K> => feature
