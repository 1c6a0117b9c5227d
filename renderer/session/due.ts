import { useEffect } from 'react'
import { bridge } from './bridge.ts'
import { useAsk } from './client.ts'
import { useVault } from './session.ts'

/** Has the app's icon say how much is late, for as long as a vault is open. */
export function useLateOnIcon(): void {
  const late = useLate()
  useEffect(() => bridge.desktop?.late(late), [late])
  useEffect(() => () => bridge.desktop?.late(0), [])
}

/** How much of what the member at work has is late; 0 for one who reads no cases. */
export function useLate(): number {
  const vault = useVault()
  const reads = vault?.permissions.includes('case.read') ?? false
  const answer = useAsk('due.list', { member: vault?.member.id }, { enabled: reads, keep: true })
  return answer.data?.late ?? 0
}
