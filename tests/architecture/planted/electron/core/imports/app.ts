export { value } from '../app.ts'
