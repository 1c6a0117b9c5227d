export { value } from '../../print/index.ts'
