export { value } from '../../../renderer/page.ts'
