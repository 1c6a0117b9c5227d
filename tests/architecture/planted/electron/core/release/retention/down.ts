export { value } from '../../audit/index.ts'
