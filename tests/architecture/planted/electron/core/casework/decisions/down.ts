export { value } from '../communications/index.ts'
