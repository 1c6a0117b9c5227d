import { defineFeature } from '../members/index.ts'
import { backupsView } from './view.ts'

export { backupHandlers } from './router.ts'
export { chosenFolder } from './commands.ts'
export { backupsView } from './view.ts'

export const backupsFeature = defineFeature({
  name: 'backups',
  view: backupsView,
  forget: 'none',
})
