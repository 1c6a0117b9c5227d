export { value } from 'zod'
