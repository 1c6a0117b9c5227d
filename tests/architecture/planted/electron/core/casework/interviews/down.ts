export { value } from '../tasks/index.ts'
