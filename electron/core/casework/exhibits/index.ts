import { exhibitsHappened, exhibitsInFile } from './case-file.ts'
import { exhibitsInPacket } from './pages.ts'
import { exhibitGrounds } from './as-of.ts'
import { defineFeature } from '../../record/members/index.ts'
import { exhibitRecords } from './records.ts'
import { exhibitHandlers } from './router.ts'
import { forgetExhibits, exhibitsView } from './view.ts'

export { copyVerified } from './export.ts'
export {
  blobOf,
  custodyOf,
  exhibitEntriesOf,
  exhibitOfBlob,
  exhibitsOfCase,
  filesToBeBack,
  findExhibit,
  isOnRecord,
  knownBlobs,
  newestEntryOf,
} from './queries.ts'
export { recordAccess } from './custody.ts'
export { custodyStep, plainStep } from './entries.ts'
export { alsoSaid, othersInWords, stepInWords, stepSets } from './step.ts'
export { stepColumns } from './tables.ts'
export { bytesOf, ownBytes } from './window-bytes.ts'
export { standingCaseOf, type Owner } from './owner.ts'
export { exhibitsView } from './view.ts'
export { registerExhibits, sameOf, type Entered } from './register.ts'
export { stageAndRecord, type Source } from './stage.ts'
export { auditExhibits, neverKept } from './verify.ts'

export const exhibitsFeature = defineFeature({
  name: 'exhibits',
  view: exhibitsView,
  handlers: exhibitHandlers,
  forget: forgetExhibits,
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: exhibitGrounds,
  caseFile: exhibitsInFile,
  timeline: exhibitsHappened,
  index: 'none',
  links: 'none',
  records: [exhibitRecords],
  packet: exhibitsInPacket,
})
