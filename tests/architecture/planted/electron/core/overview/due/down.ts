export { value } from '../case-file/index.ts'
