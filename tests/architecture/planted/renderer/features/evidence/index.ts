export const feature = 1
export { feature as handling } from '../handling/index.ts'
