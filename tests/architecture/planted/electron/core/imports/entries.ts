export { value } from '../../../shared/contract/calls.ts'
