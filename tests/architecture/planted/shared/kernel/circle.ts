export { value } from './circle-back.ts'
