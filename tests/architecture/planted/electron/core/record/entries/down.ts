export { value } from '../vault/index.ts'
