export { value } from '../patterns/index.ts'
