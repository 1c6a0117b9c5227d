export { value } from '../ledger/index.ts'
