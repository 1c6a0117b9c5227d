export { headsIn } from './heads-in.ts'
export { OutsideHead } from './outside.ts'
export { anchorsHandlers } from './router.ts'
export { anchorsView } from './view.ts'
