export { feature } from '../evidence/index.ts'
