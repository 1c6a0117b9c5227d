import { ActionIcon } from '@mantine/core'
import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react'
import { useKeys } from '../session/keys.ts'
import { Icon } from './icons.tsx'
import { words } from './catalogue.ts'

interface PanelProps {
  title: string
  /** A quiet line above the title. */
  kicker?: ReactNode
  onClose?: (() => void) | undefined
  /** Panels that ask for something take the focus; those that show something do not. */
  asks?: boolean
  children: ReactNode
}

/** The right-hand side of a screen: what is selected, or what is asked before something is done. Esc closes it. */
export function Panel({ title, kicker, onClose, asks = false, children }: PanelProps): ReactElement {
  const heading = useId()
  const body = useRef<HTMLElement>(null)
  useKeys(title, onClose ? [{ key: 'Escape', says: words.closeThePanel, run: onClose }] : [], Boolean(onClose))
  useEffect(() => {
    if (!asks) return undefined
    const before = document.activeElement
    body.current?.querySelector<HTMLElement>('input:not([hidden]), textarea, select')?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [asks])
  return (
    <aside className="panel" aria-labelledby={heading} ref={body}>
      <header>
        <div>
          {kicker && <p className="quiet">{kicker}</p>}
          <h2 id={heading}>{title}</h2>
        </div>
        {onClose && (
          <ActionIcon variant="subtle" aria-label={words.closeTitle(title)} onClick={onClose}>
            <Icon name="close" size={16} />
          </ActionIcon>
        )}
      </header>
      {children}
    </aside>
  )
}

/** Properties of a record, one a line. */
export const Facts = ({ children }: { children: ReactNode }): ReactElement => <dl className="facts">{children}</dl>

export const Fact = ({ term, children }: { term: string; children: ReactNode }): ReactElement => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)
