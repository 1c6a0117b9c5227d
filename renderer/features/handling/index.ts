export { Handling } from './handling.tsx'
