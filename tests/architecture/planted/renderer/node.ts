export { value } from 'node:path'
