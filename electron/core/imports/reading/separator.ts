export { separatorOf } from '../table/shape.ts'
