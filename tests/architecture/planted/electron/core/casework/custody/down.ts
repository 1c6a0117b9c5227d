export { value } from '../notebook/index.ts'
