import type { Input } from '../../../shared/contract/contract.ts'
import { readPlace } from '../../ui/place-typed.ts'
import { readWhen, whenUnknown } from '../../ui/when-field.tsx'
import type { words } from './catalogue.ts'
import { numbersIn } from './numbers-in.ts'

/** Fields of the form of an assertion, before anything is typed. */
export const nothingTyped = {
  text: '',
  at: '',
  says: '',
  knowledge: 'not-said' as keyof typeof words.knowledges,
  heardFrom: '',
  about: '',
  event: '',
  place: '',
  from: whenUnknown,
  until: whenUnknown,
  elements: '',
}

/** The assertion that was typed; undefined while a time of it cannot be read. */
export function saidIn(
  ofCase: string,
  { from, until, place: typedPlace, elements, knowledge, ...said }: typeof nothingTyped,
): Input<'assertion.add'> | undefined {
  const [began, ended] = [readWhen(from), readWhen(until)]
  if (began.error !== undefined || ended.error !== undefined) return undefined
  const place = readPlace(typedPlace)
  const given = Object.entries(said).filter(([, value]) => value.trim() !== '')
  return {
    ...Object.fromEntries(given),
    text: said.text,
    at: said.at,
    says: said.says,
    case: ofCase,
    knowledge,
    ...(place ? { place } : {}),
    ...(began.when ? { from: began.when } : {}),
    ...(ended.when ? { until: ended.when } : {}),
    elements: numbersIn(elements),
  }
}
