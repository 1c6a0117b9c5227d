export { value } from '../intake/templates/index.ts'
