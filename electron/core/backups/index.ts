export { backupHandlers } from './router.ts'
export { chosenFolder } from './commands.ts'
export { backupsView } from './view.ts'
