export { exchangeHandlers } from './import.ts'
