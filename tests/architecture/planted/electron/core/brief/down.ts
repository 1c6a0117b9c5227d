export { value } from '../past/index.ts'
