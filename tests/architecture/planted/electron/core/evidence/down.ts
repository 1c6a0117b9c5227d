export { value } from '../overview/due/index.ts'
