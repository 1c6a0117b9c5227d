export { value } from '../../core/app.ts'
