import { own } from '../features/exhibits/own.ts'

export const inside = own
