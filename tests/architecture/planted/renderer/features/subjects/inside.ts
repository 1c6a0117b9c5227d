import { own } from '../exhibits/own.ts'

export const inside = own
