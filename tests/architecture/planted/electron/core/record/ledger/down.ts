export { value } from '../members/index.ts'
