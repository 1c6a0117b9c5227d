export { value } from '../search/index.ts'
