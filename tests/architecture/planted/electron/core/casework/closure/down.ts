export { value } from '../assertions/index.ts'
