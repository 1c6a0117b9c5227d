export { value } from 'acorn'
