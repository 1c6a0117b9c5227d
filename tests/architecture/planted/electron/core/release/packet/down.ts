export { value } from '../ledger-file/index.ts'
