export { value } from '../packet/manifest.ts'
