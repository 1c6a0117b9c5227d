export { value } from '../exchange/index.ts'
