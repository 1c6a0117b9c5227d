import { defineFeature } from './manifest.ts'
import { memberHandlers } from './router.ts'
import { membersView } from './view.ts'

export { actFaults } from './act-faults.ts'
export { requireAnother } from './another.ts'
export { othersWhoMay } from './approvers.ts'
export { findApprover, findReader, findWorker, relieve, successorOf, type Responsibility } from './responsibilities.ts'
export { recordFailedAttempts, recordHeaderChange, sheetText } from './commands.ts'
export { memberEntries } from './entries.ts'
export { authorsOf, recordedOfMembers } from './lawful.ts'
export type { RenewalReason } from './entries.ts'
export type {
  AboutCase,
  CaseFilePart,
  ForPages,
  IndexPart,
  Link,
  LinksPart,
  Moment,
  PacketPart,
  Statement,
  TimelinePart,
} from './about-case.ts'
export { recordedMoments } from './recorded-moments.ts'
export {
  defineFeature,
  type CaseParts,
  type Feature,
  type HeadHeld,
  type House,
  type KnownOutside,
} from './manifest.ts'
export { check, openUntilDay, type ClosingCheck } from './closing-check.ts'
export { ofMember, onDays, timed, type DueProvider, type Looking } from './due-provider.ts'
export type { AsOfGrounds, Asked } from './as-of.ts'
export { memberName } from './names.ts'
export {
  administratorsOf,
  namesIn,
  owesRenewal,
  readMember,
  readVault,
  renewalFaults,
  renewalsBetween,
  signingKeyIn,
  signingKeysAt,
  type Workspace,
} from './members.ts'
export { isAllowed, permissionsOf } from './permissions.ts'
export { recordsOf, type RecordKind, type RecordNamed } from './record-kinds.ts'
export { findMember, requireRevocable, type Found } from './queries.ts'
export { members } from './tables.ts'
export { membersView } from './view.ts'

export const membersFeature = defineFeature({
  name: 'members',
  view: membersView,
  handlers: memberHandlers,
  forget: 'none',
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
  caseFile: 'none',
  timeline: 'none',
  index: 'none',
  links: 'none',
  records: 'none',
  packet: 'none',
})
