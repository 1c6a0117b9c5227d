export { value } from '../contract/calls.ts'
