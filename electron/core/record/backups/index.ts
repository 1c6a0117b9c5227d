import { defineFeature } from '../members/index.ts'
import { backupHandlers } from './router.ts'
import { backupsView } from './view.ts'

export { chosenFolder } from './commands.ts'
export { backupsView } from './view.ts'

export const backupsFeature = defineFeature({
  name: 'backups',
  view: backupsView,
  handlers: backupHandlers,
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
