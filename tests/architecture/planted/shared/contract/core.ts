export { value } from '../../electron/core/ports.ts'
