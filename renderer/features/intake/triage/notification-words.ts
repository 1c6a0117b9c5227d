import type { Input } from '../../../../shared/contract/contract.ts'
import { stretch } from '../../../ui/time.ts'
import { tellInWords } from './grade-draft.ts'

/** `tell an approver within 10 min`. */
export const withinWords = (tell: string, minutes: number): string =>
  `tell ${tellInWords(tell)} within ${stretch(minutes * 60_000)}`

export const howWords: Record<Input<'notification.acknowledge'>['how'], string> = {
  'in-person': 'in person',
  phone: 'by telephone',
  message: 'by message',
  'e-mail': 'by e-mail',
  meeting: 'in a meeting',
  other: 'another way',
}
