export { backupHandlers } from './router.ts'
export { backupsView } from './view.ts'
