export { value } from '../../../hosts/cli/main.ts'
