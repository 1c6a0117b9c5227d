export { value } from '../templates/index.ts'
