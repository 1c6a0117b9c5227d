import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useGoBack } from '../../session/go-back.ts'
import { useKept } from '../../session/kept.ts'
import { useKeys } from '../../session/keys.ts'
import { Loading } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icons.tsx'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { FindSide } from './find-side.tsx'
import { FactsSide } from './facts-side.tsx'
import { EncodingChoice } from './kinds/encoding-choice.tsx'
import { inPlaceOrder, marksHere, wayTo, type Mark } from './mark-place.ts'
import { MarksSide } from './marks-side.tsx'
import { Members } from './members.tsx'
import { words } from './catalogue.ts'
import { Compare } from './compare.tsx'
import { View } from './views.tsx'
import { useRoomOrder } from './room-question.ts'
import { kindInWords, type Hit, type Which } from './which.ts'
import styles from './viewer.module.css'

type Side = 'facts' | 'members' | 'marks' | 'find'

/** An exhibit over the whole room: what it shows, what it says of itself, and what lies in it. */
export function ViewerScreen(): ReactElement {
  const { exhibitRef } = useParams({ strict: false })
  const { within = [], at, beside } = useSearch({ strict: false })
  const [other, ...inOther] = beside ?? []
  if (exhibitRef !== undefined && other !== undefined)
    return <Compare first={{ exhibit: exhibitRef, within }} second={{ exhibit: other, within: inOther }} at={at} />
  const key = JSON.stringify([exhibitRef, within])
  return <Viewer key={key} exhibit={exhibitRef ?? ''} within={within} at={at} />
}

function Viewer({
  exhibit: ref,
  within,
  at,
}: {
  exhibit: string
  within: string[]
  at: string | undefined
}): ReactElement {
  const navigate = useNavigate()
  const goBack = useGoBack()
  const [password, setPassword] = useState<string>()
  const [side, setSide] = useState<Side>('facts')
  const [here, setHere] = useState<string | undefined>(at)
  const [turn, setTurn] = useState(0)
  const [hits, setHits] = useState<readonly Hit[]>([])
  const [chosen, setChosen] = useKept<string | undefined>(`mark of ${ref}`, undefined)
  const [making, setMaking] = useState(false)
  const listed = useAsk('mark.list', { exhibit: ref })
  const marks = useMemo(() => listed.data && inPlaceOrder(listed.data.items), [listed.data])
  const register = useAsk('exhibit.get', { exhibit: ref })
  const [encoding, setEncoding] = useState<string>()
  const which: Which = {
    exhibit: ref,
    within,
    ...(password === undefined ? {} : { password }),
    ...(encoding === undefined ? {} : { encoding }),
  }
  const answer = useAsk('exhibit.open', which)
  const { data: exhibit } = register
  const { data: opened } = answer
  const of = exhibit?.caseNumber ?? undefined
  const ofReport = { report: exhibit?.reportNumber ?? '' }
  const alone = useAsk('exhibit.list', ofReport, { enabled: exhibit !== undefined && of === undefined }).data?.items
  const inCase = useRoomOrder(of)
  // In the order of the room that it was opened from.
  const others = alone?.map(({ number }) => number) ?? inCase
  const place = exhibit ? others.indexOf(exhibit.number) : -1

  const goTo = (exhibitRef: string, search: { within?: string[] | undefined; at?: string | undefined }): void => {
    setTurn(turn + 1)
    void navigate({ to: '/exhibits/$exhibitRef', params: { exhibitRef }, search })
  }
  const step = (by: number): void => {
    const next = others[place + by]
    if (place >= 0 && next !== undefined) goTo(next, {})
  }
  const toMark = (mark: Mark | undefined): void => {
    if (!mark) return
    setSide('marks')
    setMaking(false)
    setChosen(mark.id)
    goTo(ref, wayTo(mark.at))
  }
  const stepMark = (by: 1 | -1): void => {
    const now = marks?.findIndex(({ id }) => id === chosen) ?? -1
    toMark(now === -1 ? marks?.at(by === 1 ? 0 : -1) : marks?.[now + by])
  }
  // Beside the one after it, or before the last; one alone beside itself.
  const compareIt = (): void =>
    void navigate({
      to: '/exhibits/$exhibitRef',
      params: { exhibitRef: ref },
      search: { within, at: here, beside: [others[place + 1] ?? others[place - 1] ?? ref] },
    })
  const back = (): void => (within.length > 0 ? goTo(ref, { within: within.slice(0, -1) }) : goBack())
  useKeys(words.exhibit, [
    { key: 'Escape', says: within.length > 0 ? words.keyBackToContainer : words.keyBack, run: back },
    { key: '[', says: words.keyExhibitBefore, run: () => step(-1) },
    { key: ']', says: words.keyExhibitAfter, run: () => step(1) },
    { key: 'Mod+f', says: words.keyFind, run: () => setSide('find') },
    { key: 'm', says: words.keyMarks, run: () => setSide('marks') },
    { key: 'i', says: words.keyFacts, run: () => setSide('facts') },
    { key: 'c', says: words.keyCompare, run: compareIt },
    { key: 'n', says: words.keyNextMark, run: () => stepMark(1) },
    { key: 'p', says: words.keyMarkBefore, run: () => stepMark(-1) },
    {
      key: 'a',
      says: words.keyMarkPlace,
      run: () => {
        setSide('marks')
        setMaking(true)
      },
    },
  ])
  const problem = register.error ?? answer.error
  const name = opened?.name ?? exhibit?.fileName ?? ref
  return (
    <section className={styles.viewer} aria-label={words.exhibitNumber(exhibit?.number ?? ref)}>
      <header className={styles.head}>
        <ActionIcon variant="subtle" aria-label={within.length > 0 ? words.backToContainer : words.back} onClick={back}>
          <Icon name="back" size={16} />
        </ActionIcon>
        <div className={styles.title}>
          <p className={styles.kicker}>
            {exhibit && <Home exhibit={exhibit} />}
            {within.slice(0, -1).map((path) => ` › ${plainly(path)}`)}
            {opened && ` · ${kindInWords(opened)}`}
          </p>
          <h1>{plainly(name)}</h1>
        </div>
        <Button variant="subtle" onClick={compareIt}>
          {words.compare}
        </Button>
        <nav className={styles.step} aria-label={words.exhibits}>
          <Button variant="subtle" disabled={place <= 0} onClick={() => step(-1)}>
            {words.previous}
          </Button>
          {place >= 0 && <span className="quiet">{words.numberOf({ number: place + 1, of: others.length })}</span>}
          <Button variant="subtle" disabled={place < 0 || place >= others.length - 1} onClick={() => step(1)}>
            {words.next}
          </Button>
        </nav>
      </header>
      <Problem problem={problem} title={words.couldNotBeOpened} onRetry={() => void answer.refetch()} />
      {!opened && !problem && <Loading what={words.theExhibit} />}
      {opened && (
        <div className={styles.body}>
          <section className={styles.stage} aria-label={words.whatItShows}>
            <View
              which={which}
              opened={opened}
              at={at}
              turn={turn}
              hits={hits}
              onMember={(path) => goTo(ref, { within: [...within, path] })}
              onPassword={setPassword}
              onHere={setHere}
              marks={marksHere(marks ?? [], within, chosen)}
              onMark={(id) => toMark(marks?.find((mark) => mark.id === id))}
            />
          </section>
          <div className={styles.side} role="group" aria-label={words.aboutIt}>
            <SegmentedControl
              fullWidth
              value={side}
              onChange={setSide}
              data={[
                { value: 'facts', label: words.facts },
                {
                  value: 'members',
                  label: opened.members.length > 0 ? words.insideMany(opened.members.length) : words.inside,
                },
                { value: 'marks', label: words.marksTitle },
                { value: 'find', label: words.find },
              ]}
            />
            {side === 'facts' && <EncodingChoice opened={opened} chosen={encoding} onChoose={setEncoding} />}
            {side === 'facts' && <FactsSide opened={opened} exhibit={exhibit} />}
            {side === 'members' && (
              <Members which={which} opened={opened} onMember={(path) => goTo(ref, { within: [...within, path] })} />
            )}
            {side === 'marks' && (
              <MarksSide
                {...{ which, of, here, marks, chosen, making }}
                problem={listed.error}
                onRetry={() => void listed.refetch()}
                onChoose={toMark}
                onMaking={setMaking}
              />
            )}
            {side === 'find' && (
              <FindSide
                which={which}
                opened={opened}
                onHits={setHits}
                onGo={(hit) => goTo(ref, { within, at: hit.at })}
              />
            )}
          </div>
        </div>
      )}
    </section>
  )
}

/** The way back to the case or the report that it belongs to. */
function Home({
  exhibit,
}: {
  exhibit: { number: string; caseNumber: string | null; reportNumber: string | null }
}): ReactElement {
  const { number, caseNumber, reportNumber } = exhibit
  return caseNumber === null ? (
    <Link to="/queue" search={{ report: reportNumber ?? undefined }}>
      {number}
    </Link>
  ) : (
    <Link to="/cases/$caseRef" params={{ caseRef: caseNumber }} search={{ tab: 'evidence', item: number }}>
      {number}
    </Link>
  )
}
