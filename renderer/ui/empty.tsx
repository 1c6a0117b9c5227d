import type { ReactElement, ReactNode } from 'react'

/** An empty screen: one sentence that teaches, and the first action. */
export const Empty = ({ says, children }: { says: string; children?: ReactNode }): ReactElement => (
  <div className="empty">
    <p>{says}</p>
    {children}
  </div>
)

/** What is coming, named; a list that takes less than a blink shows nothing. */
export const Loading = ({ what }: { what: string }): ReactElement => (
  <p className="loading" role="status">
    Reading {what}…
  </p>
)

export const Kbd = ({ children }: { children: ReactNode }): ReactElement => <kbd>{children}</kbd>
