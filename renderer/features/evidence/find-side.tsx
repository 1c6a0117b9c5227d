import { Button, TextInput } from '@mantine/core'
import { useEffect, useMemo, useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { words } from './catalogue.ts'
import { placeInWords } from './mark-place.ts'
import { findInRead, useReadPages } from './read-pages.ts'
import type { Hit, Opened, Which } from './which.ts'
import styles from './viewer.module.css'

const none: readonly Hit[] = []

interface FindSideProps {
  which: Which
  opened: Opened
  onHits: (hits: readonly Hit[]) => void
  onGo: (hit: Hit) => void
}

/** Finds words in the text of an exhibit, and leads to where they stand. */
export function FindSide({ which, opened, onHits, onGo }: FindSideProps): ReactElement {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const [from, setFrom] = useState(0)
  const answer = useAsk(
    'exhibit.part',
    { ...which, part: { ask: 'find', words: asked, from } },
    { enabled: asked !== '' },
  )
  const found = answer.data?.ask === 'find' ? answer.data : undefined
  const hits = found?.hits ?? none
  const [pages] = useReadPages(which)
  const { view } = opened
  const [what, pictures] = view.kind === 'picture' ? (['picture', view.frames] as const) : (['page', 1] as const)
  // What OCR read stands in no text of the file, and in another list.
  const read = useMemo(() => findInRead(pages, asked, what, pictures), [pages, asked, what, pictures])
  useEffect(() => onHits([...hits, ...read]), [hits, read, onHits])
  useEffect(() => () => onHits(none), [onHits])
  const next = found?.next ?? null
  // A long text is looked through in stretches: one without a hit leads on to the next.
  if (next !== null && next !== from && hits.length === 0) setFrom(next)
  return (
    <div className={styles.find}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setFrom(0)
          setAsked(typed.trim())
        }}
      >
        <TextInput
          label={words.findInThis}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          maxLength={500}
          data-autofocus
          autoFocus
        />
        <Button type="submit" disabled={typed.trim() === ''}>
          {words.find}
        </Button>
      </form>
      <Problem problem={answer.error} title={words.notLookedThrough} onRetry={() => void answer.refetch()} />
      {asked !== '' && !found && !answer.error && <Loading what={words.thePlaces} />}
      {found && (
        <p role="status" className="quiet">
          {hits.length === 0 && next !== null
            ? words.nothingSoFar
            : hits.length === 0
              ? words.standNowhere
              : next === null
                ? words.places(hits.length)
                : words.placesSoFar(hits.length)}
        </p>
      )}
      <ol className={styles.hits} aria-label={words.placesTitle}>
        {hits.map((hit, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- words may stand twice at one place
          <li key={`${hit.at} ${index}`}>
            <button type="button" onClick={() => onGo(hit)}>
              <b>{hit.at}</b> {hit.around}
            </button>
          </li>
        ))}
      </ol>
      {read.length > 0 && (
        <section aria-label={words.readByOcr}>
          <p className="quiet">{words.readByOcrSays(read.length)}</p>
          <ol className={styles.hits} aria-label={words.readByOcr}>
            {read.map((hit, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- words may stand twice at one place
              <li key={`${hit.at} ${index}`}>
                <button type="button" onClick={() => onGo(hit)}>
                  <b>{placeInWords(hit.at)}</b> {hit.around} <small>{words.sure(hit.confidence)}</small>
                </button>
              </li>
            ))}
          </ol>
        </section>
      )}
      {next !== null && hits.length > 0 && (
        <Button variant="subtle" onClick={() => setFrom(next)}>
          {words.lookFurther}
        </Button>
      )}
    </div>
  )
}
