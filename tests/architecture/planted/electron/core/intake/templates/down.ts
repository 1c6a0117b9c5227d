export { value } from '../reports/index.ts'
