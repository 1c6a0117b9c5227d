export { value } from '../subjects/index.ts'
