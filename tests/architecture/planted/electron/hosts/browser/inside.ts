export { value } from '../../core/vault/index.ts'
