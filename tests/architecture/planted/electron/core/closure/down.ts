export { value } from '../due/index.ts'
