export { value } from '../retention/index.ts'
