export { value } from 'node:fs'
