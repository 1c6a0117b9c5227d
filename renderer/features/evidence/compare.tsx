import { ActionIcon, Button, NativeSelect, Switch } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useGoBack } from '../../session/go-back.ts'
import { useKeys } from '../../session/keys.ts'
import { Loading } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icons.tsx'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { words } from './catalogue.ts'
import { FactsSide } from './facts-side.tsx'
import { HasKeys, Linked, useLink } from './linked.ts'
import { inPlaceOrder, marksHere } from './mark-place.ts'
import { useRoomOrder } from './room-question.ts'
import { View } from './views.tsx'
import { kindInWords } from './which.ts'
import compare from './compare.module.css'
import styles from './viewer.module.css'

/** An exhibit and the members on the way to what is looked at in it. */
interface Compared {
  exhibit: string
  within: string[]
}

type Sides = 'first' | 'second'

/** Exhibits that are offered around the one that is shown. */
const offered = 100

/** Two exhibits beside each other, each with its facts; zoom and place of both go together unless that is switched off. */
export function Compare({
  first,
  second,
  at,
}: {
  first: Compared
  second: Compared
  at: string | undefined
}): ReactElement {
  const navigate = useNavigate()
  const goBack = useGoBack()
  const [on, setOn] = useState(true)
  const [facts, setFacts] = useState(true)
  const [active, setActive] = useState<Sides>('first')
  const panes = useRef<HTMLDivElement>(null)
  const link = useLink(on)
  const show = (one: Compared, other: Compared): void =>
    void navigate({
      to: '/exhibits/$exhibitRef',
      params: { exhibitRef: one.exhibit },
      search: { within: one.within, beside: [other.exhibit, ...other.within] },
      replace: true,
    })
  const turnTo = (side: Sides): void => {
    setActive(side)
    panes.current?.querySelector<HTMLElement>(`[data-side="${side}"] [tabindex="0"]`)?.focus()
  }
  useKeys(words.compare, [
    { key: 'Escape', says: words.keyBack, run: goBack },
    { key: 'l', says: words.keyLink, run: () => setOn(!on) },
    { key: 'o', says: words.keyOther, run: () => turnTo(active === 'first' ? 'second' : 'first') },
    { key: 'x', says: words.keyExchange, run: () => show(second, first) },
    { key: 'i', says: words.keyFacts, run: () => setFacts(!facts) },
  ])
  return (
    <section className={styles.viewer} aria-label={words.compare}>
      <header className={styles.head}>
        <ActionIcon variant="subtle" aria-label={words.back} onClick={goBack}>
          <Icon name="back" size={16} />
        </ActionIcon>
        <div className={styles.title}>
          <h1>{words.compare}</h1>
        </div>
        <Switch label={words.moveTogether} checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
        <Button variant="subtle" aria-pressed={facts} onClick={() => setFacts(!facts)}>
          {words.facts}
        </Button>
        <Button variant="subtle" onClick={() => show(second, first)}>
          {words.exchange}
        </Button>
      </header>
      <Linked value={link}>
        <div ref={panes} className={compare.panes}>
          {(['first', 'second'] as const).map((side) => (
            <HasKeys key={side} value={active === side}>
              <div
                className={clsx(compare.half, active === side && compare.active)}
                data-side={side}
                onFocusCapture={() => setActive(side)}
                onPointerDownCapture={() => setActive(side)}
              >
                <Pane
                  key={JSON.stringify(side === 'first' ? first : second)}
                  side={side}
                  shown={side === 'first' ? first : second}
                  at={side === 'first' ? at : undefined}
                  facts={facts}
                  onShow={(next) => (side === 'first' ? show(next, second) : show(first, next))}
                />
              </div>
            </HasKeys>
          ))}
        </div>
      </Linked>
    </section>
  )
}

interface PaneProps {
  side: Sides
  shown: Compared
  at: string | undefined
  facts: boolean
  onShow: (next: Compared) => void
}

/** One of the two: which exhibit it is, what it shows, and its facts. */
function Pane({ side, shown, at, facts, onShow }: PaneProps): ReactElement {
  const { exhibit: ref, within } = shown
  const [password, setPassword] = useState<string>()
  const which = { ...shown, ...(password === undefined ? {} : { password }) }
  const { data: exhibit, error: unknown } = useAsk('exhibit.get', { exhibit: ref })
  const { data: opened, error, refetch } = useAsk('exhibit.open', which)
  const listed = useAsk('mark.list', { exhibit: ref })
  const number = exhibit?.number ?? ref
  const order = useRoomOrder(exhibit?.caseNumber ?? undefined)
  const here = order.indexOf(number)
  const from = Math.max(0, here - offered)
  const near = here === -1 ? [number] : order.slice(from, here + offered)
  const heading = useRef<HTMLElement>(null)
  const isOpened = opened !== undefined
  // The keys work at once on the first.
  useEffect(() => {
    if (side === 'first' && isOpened)
      heading.current?.parentElement?.querySelector<HTMLElement>('[role="region"], [role="document"]')?.focus()
  }, [side, isOpened])
  return (
    <>
      <header ref={heading} className={compare['both-head']}>
        <NativeSelect
          aria-label={side === 'first' ? words.firstExhibit : words.secondExhibit}
          value={number}
          data={near}
          onChange={(event) => onShow({ exhibit: event.currentTarget.value, within: [] })}
        />
        <b>{plainly(opened?.name ?? exhibit?.fileName ?? '')}</b>
        {opened && <span className="quiet">{kindInWords(opened)}</span>}
      </header>
      <Problem problem={unknown ?? error} title={words.couldNotBeOpened} onRetry={() => void refetch()} />
      {!opened && !error && <Loading what={words.theExhibit} />}
      {opened && (
        <section className={styles.stage} aria-label={words.exhibitNumber(number)}>
          <View
            which={which}
            opened={opened}
            at={at}
            turn={0}
            hits={[]}
            onMember={(path) => onShow({ exhibit: ref, within: [...within, path] })}
            onPassword={setPassword}
            onHere={() => undefined}
            marks={marksHere(inPlaceOrder(listed.data?.items ?? []), within, undefined)}
            onMark={() => undefined}
          />
        </section>
      )}
      {opened && facts && (
        <div className={compare['both-facts']} tabIndex={0} role="group" aria-label={words.factsOf(number)}>
          <FactsSide opened={opened} exhibit={exhibit} />
        </div>
      )}
    </>
  )
}
