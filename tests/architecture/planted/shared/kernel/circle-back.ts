export { value } from './circle.ts'
