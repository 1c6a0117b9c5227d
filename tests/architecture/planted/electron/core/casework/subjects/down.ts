export { value } from '../exhibits/index.ts'
