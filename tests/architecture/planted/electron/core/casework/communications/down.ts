export { value } from '../travel/index.ts'
