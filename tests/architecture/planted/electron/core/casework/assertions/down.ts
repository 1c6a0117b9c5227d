export { value } from '../../imports/index.ts'
