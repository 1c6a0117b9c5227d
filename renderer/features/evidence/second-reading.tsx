import { useEffect, useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import type { Which } from './which.ts'
import styles from './viewer.module.css'

/** Milliseconds that a page is looked at before it is read a second time: pages that are passed by are not. */
const rest = 600

/** Says where another engine reads the page that is looked at otherwise than the one that draws it. */
export function SecondReading({ which, page }: { which: Which; page: number }): ReactElement | null {
  const [asked, setAsked] = useState<number>()
  useEffect(() => {
    const timer = setTimeout(() => setAsked(page), rest)
    return () => clearTimeout(timer)
  }, [page])
  const { data } = useAsk('exhibit.part', { ...which, part: { ask: 'second', page } }, { enabled: asked === page })
  if (data?.ask !== 'second' || data.differs === null) return null
  return (
    <p role="status" className={styles.differs}>
      {`p. ${page}: ${data.differs}`}
    </p>
  )
}
