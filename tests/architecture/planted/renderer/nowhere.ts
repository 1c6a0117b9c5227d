export { value } from './nothing.ts'
