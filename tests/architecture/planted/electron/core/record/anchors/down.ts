export { value } from '../backups/index.ts'
