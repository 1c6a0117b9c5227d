export { value } from '../as-of/index.ts'
