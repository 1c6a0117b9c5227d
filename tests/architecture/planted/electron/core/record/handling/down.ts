export { value } from '../anchors/index.ts'
