import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { createClient } from '../../shared/contract/client.ts'
import type { Call, Input, Output } from '../../shared/contract/contract.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { bridge } from './bridge.ts'

export const client = createClient(bridge.port)

/** The core is on this machine: asking again is cheap, and it says when something was recorded. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: 60_000,
      gcTime: 5 * 60_000,
      networkMode: 'always',
      refetchOnWindowFocus: false,
    },
    // What a command was given and gave, a passphrase among it, is forgotten with the screen that asked.
    mutations: { networkMode: 'always', gcTime: 0 },
  },
})

interface AskOptions {
  enabled?: boolean
  /** Shows what was there until the new answer comes, instead of an empty screen. */
  keep?: boolean
  /** Asks again every second while the answer is not whole yet; in the end it takes what is there. */
  untilComplete?: boolean
}

const mostAsked = 60

/** Reads one query of the contract. The same question is asked once, however many screens show its answer. */
export function useAsk<K extends Call>(
  name: K,
  input: Input<K>,
  { enabled = true, keep = false, untilComplete = false }: AskOptions = {},
): UseQueryResult<Output<K>, HoldfastError> {
  const answer: UseQueryResult<unknown, HoldfastError> = useQuery<unknown, HoldfastError>({
    queryKey: [name, input],
    queryFn: () => client.call(name, input),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(untilComplete
      ? { refetchInterval: ({ state }) => (isWhole(state.data) || state.dataUpdateCount >= mostAsked ? false : 1000) }
      : {}),
  })
  return answer as UseQueryResult<Output<K>, HoldfastError>
}

const isWhole = (answer: unknown): boolean => (answer as { complete?: boolean } | undefined)?.complete !== false

/** Runs one command of the contract. */
export function useCommand<K extends Call>(name: K): UseMutationResult<Output<K>, HoldfastError, Input<K>> {
  return useMutation<Output<K>, HoldfastError, Input<K>>({ mutationFn: (input) => client.call(name, input) })
}

/** What a recorded entry cannot change, so need not be asked again. */
const settled = new Set<unknown>([
  'exhibit.open',
  'exhibit.picture',
  'exhibit.thumbnail',
  'exhibit.part',
  'app.state',
  'ledger.entry',
] satisfies Call[])

/**
 * Something was recorded: every list and record on the screen is asked for again. What was refused is not: a refusal is
 * recorded too, and asking again would never end.
 */
export const refresh = (): Promise<void> =>
  queries.invalidateQueries({
    predicate: ({ queryKey, state }) =>
      !settled.has(queryKey[0]) && !(state.error instanceof HoldfastError && state.error.code === 'NOT_ALLOWED'),
  })
