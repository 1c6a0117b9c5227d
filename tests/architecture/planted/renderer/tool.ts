export { value } from 'vitest'
