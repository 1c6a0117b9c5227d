export { value } from '../intake/index.ts'
