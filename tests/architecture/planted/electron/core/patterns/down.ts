export { value } from '../packet/index.ts'
