export { value } from '../../release/packet/index.ts'
