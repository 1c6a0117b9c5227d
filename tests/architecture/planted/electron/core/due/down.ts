export { value } from '../brief/index.ts'
