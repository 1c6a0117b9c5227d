export { value } from '../decisions/index.ts'
