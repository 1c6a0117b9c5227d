export { value } from '../desktop/window.ts'
