export { value } from '../../casework/cases/index.ts'
