export { value } from '../kernel/floor.ts'
