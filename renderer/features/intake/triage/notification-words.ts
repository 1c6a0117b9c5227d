import type { Input } from '../../../../shared/contract/contract.ts'
import { stretch } from '../../../ui/time.ts'
import { tellInWords } from './grade-draft.ts'
import { words } from '../catalogue.ts'

/** `tell an approver within 10 min`. */
export const withinWords = (tell: string, minutes: number): string =>
  words.tellWithin({ tell: tellInWords(tell), stretch: stretch(minutes * 60_000) })

export const howWords: Record<Input<'notification.acknowledge'>['how'], string> = words.howWords
