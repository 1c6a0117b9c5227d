export { value } from '../record/vault/keys.ts'
