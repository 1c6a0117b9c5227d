import type { ReactElement } from 'react'
import { useGoBack } from '../../session/go-back.ts'
import { useVault } from '../../session/session.ts'
import { About } from './about.tsx'

/** About, in an open vault. */
export function AboutScreen(): ReactElement {
  const vault = useVault()
  const onBack = useGoBack()
  return <About vault={vault ?? null} onBack={onBack} />
}
