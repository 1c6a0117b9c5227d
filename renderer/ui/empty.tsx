import type { ReactElement, ReactNode } from 'react'
import { words } from './catalogue.ts'

/** An empty screen: one sentence that teaches, and the first action. */
export const Empty = ({
  title,
  says,
  children,
}: {
  /** Where nothing else on the screen has a name. */
  title?: string
  says: string
  children?: ReactNode
}): ReactElement => (
  <div className="empty">
    {title !== undefined && <h1>{title}</h1>}
    <p>{says}</p>
    {children}
  </div>
)

/** What is coming, named; a list that takes less than a blink shows nothing. */
export const Loading = ({ what }: { what: string }): ReactElement => (
  <p className="loading" role="status">
    {words.readingWhat(what)}
  </p>
)

export const Kbd = ({ children }: { children: ReactNode }): ReactElement => <kbd>{children}</kbd>
