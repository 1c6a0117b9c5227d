export { destructionCheck } from './queries.ts'
export { removeDestroyedBlobs } from './destroy.ts'
export { retentionHandlers } from './router.ts'
export { retentionView } from './view.ts'
