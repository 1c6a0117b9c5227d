export { value } from '../sign/index.ts'
