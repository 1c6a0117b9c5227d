export { value } from '../cases/index.ts'
