export { value } from '../../../../shared/kernel/floor.ts'
