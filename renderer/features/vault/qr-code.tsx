import type { ReactElement } from 'react'
import styles from './recovery-sheet.module.css'

const quiet = 4

/** A QR code from its modules, one string of 0 and 1 a row; dark on white in every theme, with the border that readers need. */
export function QrCode({ rows, says }: { rows: readonly string[]; says: string }): ReactElement {
  const size = rows.length + 2 * quiet
  const path = rows
    .flatMap((row, y) => [...row].map((module, x) => (module === '1' ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      className={styles['qr-code']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={says}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
