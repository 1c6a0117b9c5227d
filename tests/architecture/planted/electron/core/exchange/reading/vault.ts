export { value } from '../../vault/keys.ts'
