export { value } from '../closure/index.ts'
