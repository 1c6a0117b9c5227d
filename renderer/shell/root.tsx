import type { ReactElement } from 'react'
import { AcceptInvitation, Gate, ShownSheet } from '../features/vault/index.ts'
import { Problem } from '../ui/problem.tsx'
import { useAsk } from '../session/client.ts'
import { useSignals } from '../session/session.ts'
import { Shell } from './shell.tsx'
import { words } from './catalogue.ts'

/** With a vault open, the workstation; without, the way to one. */
export function Root(): ReactElement | null {
  useSignals()
  const state = useAsk('app.state', {})
  if (state.error && !state.data) {
    return (
      <main className="gate">
        <Problem problem={state.error} title={words.holdfastCouldNotStart} onRetry={() => void state.refetch()} />
      </main>
    )
  }
  if (!state.data) return null
  if (state.data.open?.mustAccept) return <AcceptInvitation vault={state.data.open} />
  if (!state.data.open) return <Gate state={state.data} />
  return (
    <>
      <Shell vault={state.data.open} />
      <ShownSheet />
    </>
  )
}
