import { Button } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import type { Failure } from '../../shared/kernel/errors.ts'
import { words } from './catalogue.ts'

interface ProblemProps {
  problem: Failure | null | undefined
  /** What failed, where the message alone would not say. */
  title?: string
  onRetry?: (() => void) | undefined
  onDismiss?: (() => void) | undefined
  children?: ReactNode
}

/** A failure where it happened: what, to what, and what to do next. It stays until it is dealt with. */
export function Problem({ problem, title, onRetry, onDismiss, children }: ProblemProps): ReactElement | null {
  // A screen that asks while the vault is being locked is about to give way to the gate, which says it.
  if (!problem || problem.code === 'VAULT_LOCKED') return null
  return (
    <div className="problem" role="alert">
      {title && <b>{title}</b>}
      <p>{problem.message}</p>
      <p className="next">{problem.next}</p>
      {(onRetry ?? onDismiss ?? children) && (
        <div className="actions">
          {onRetry && <Button onClick={onRetry}>{words.tryAgain}</Button>}
          {children}
          {onDismiss && <Button onClick={onDismiss}>{words.dismiss}</Button>}
        </div>
      )}
    </div>
  )
}
