export { value } from './record/vault/index.ts'
