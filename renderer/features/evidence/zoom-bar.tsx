import { Button } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { words } from './catalogue.ts'
import type { useZoom } from './zoom.ts'
import styles from './viewer.module.css'

interface ZoomBarProps {
  zooming: ReturnType<typeof useZoom>
  children?: ReactNode
}

/** Zoom of a view, with what else can be done to it. */
export const ZoomBar = ({ zooming: { scale, zoom, set, step }, children }: ZoomBarProps): ReactElement => (
  <div className={styles.bar} role="toolbar" aria-label={words.view}>
    <Button variant="subtle" aria-label={words.smaller} onClick={() => step(-1)}>
      −
    </Button>
    <span className={styles.scale} role="status" aria-label={words.zoom}>
      {words.percent(Math.round(scale * 100))}
    </span>
    <Button variant="subtle" aria-label={words.larger} onClick={() => step(1)}>
      +
    </Button>
    <Button variant="subtle" aria-pressed={zoom === 'fit'} onClick={() => set('fit')}>
      {words.fit}
    </Button>
    <Button variant="subtle" aria-pressed={zoom === 1} onClick={() => set(1)}>
      {words.percent(100)}
    </Button>
    {children}
  </div>
)
