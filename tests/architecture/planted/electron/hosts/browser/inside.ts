export { value } from '../../core/record/vault/index.ts'
