import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { createContext, use, type ReactElement, type ReactNode } from 'react'
import type { Call, Input, Output } from '../../shared/contract/contract.ts'
import type { HoldfastError } from '../../shared/kernel/errors.ts'
import { client } from './client.ts'

/** A moment of the record: an instant, so many entries, or before an entry as its maker had it. */
export type AsOf = NonNullable<Input<'case.get'>['asOf']>
/** The calls that can be asked as of a moment. */
type Looking = { [K in Call]: Input<K> extends { asOf?: AsOf | undefined } ? K : never }[Call]

const Moment = createContext<AsOf | undefined>(undefined)

/** What is inside shows the record as it stood then, and changes nothing. */
export const ShowAsOf = ({ at, children }: { at: AsOf | undefined; children: ReactNode }): ReactElement => (
  <Moment value={at}>{children}</Moment>
)

/** The moment that is shown; undefined: now. */
export const useAsOf = (): AsOf | undefined => use(Moment)

const SealedCase = createContext(false)

/** What is inside belongs to a closed case: it is read as it stands, and nothing is changed. */
export const Sealed = ({ when, children }: { when: boolean; children: ReactNode }): ReactElement => (
  <SealedCase value={when}>{children}</SealedCase>
)

/** Whether nothing can be done here: an earlier moment is shown, or the record of a closed case. */
export const useIsPast = (): boolean => {
  const sealed = use(SealedCase)
  return useAsOf() !== undefined || sealed
}

/** Like useAsk, of the moment that is shown; what is asked no more is cancelled. */
export function useAskThen<K extends Looking>(
  name: K,
  input: Omit<Input<K>, 'asOf'>,
  enabled = true,
): UseQueryResult<Output<K>, HoldfastError> {
  const asOf = useAsOf()
  const asked = { ...input, ...(asOf === undefined ? {} : { asOf }) } as Input<K>
  const answer: UseQueryResult<unknown, HoldfastError> = useQuery<unknown, HoldfastError>({
    queryKey: [name, asked],
    queryFn: ({ signal }) => client.call(name, asked, { signal }),
    enabled,
    ...(asOf === undefined ? {} : { placeholderData: keepPreviousData }),
  })
  return answer as UseQueryResult<Output<K>, HoldfastError>
}

/** A moment as the address holds it: a number of entries, `before-17`, or an instant. */
export type AsOfText = string | number

export function asOfIn(text: AsOfText | undefined): AsOf | undefined {
  if (text === undefined) return undefined
  if (typeof text === 'number') return { entries: text }
  const before = /^before-(\d{1,15})$/.exec(text)
  return before ? { before: Number(before[1]) } : text
}

/** What an address says of a moment; anything else is dropped. */
export const asOfSearch = (value: unknown): AsOfText | undefined =>
  (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) || typeof value === 'string'
    ? value
    : undefined
