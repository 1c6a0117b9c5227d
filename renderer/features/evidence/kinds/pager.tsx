import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { count } from '../../../ui/words.ts'
import { words } from './catalogue.ts'
import styles from './placed.module.css'

interface PagerProps {
  page: number
  size: number
  total: number
  onPage: (page: number) => void
}

/** Which part of a long list is shown, and the way to the others. */
export function Pager({ page, size, total, onPage }: PagerProps): ReactElement | null {
  if (total <= size) return null
  const [from, to] = [page * size + 1, Math.min(total, (page + 1) * size)]
  return (
    <nav className={styles.pager} aria-label={words.parts}>
      <Button variant="subtle" disabled={page === 0} onClick={() => onPage(page - 1)}>
        {words.before}
      </Button>
      <span>{words.shownOf({ from: count(from), to: count(to), total: count(total) })}</span>
      <Button variant="subtle" disabled={to >= total} onClick={() => onPage(page + 1)}>
        {words.after}
      </Button>
    </nav>
  )
}
