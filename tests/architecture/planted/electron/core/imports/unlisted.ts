export { value } from '../gossip/index.ts'
