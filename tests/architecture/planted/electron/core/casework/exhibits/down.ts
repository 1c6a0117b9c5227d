export { value } from '../custody/index.ts'
