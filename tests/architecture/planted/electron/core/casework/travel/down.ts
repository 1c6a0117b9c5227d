export { value } from '../assessments/index.ts'
