import { clsx } from 'clsx'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Link, Outlet, useChildMatches, useNavigate } from '@tanstack/react-router'
import { useRef, useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { AsOfBar } from '../../ui/as-of-bar.tsx'
import { useAsk } from '../../session/client.ts'
import { useKept } from '../../session/kept.ts'
import { useKeys } from '../../session/keys.ts'
import { Empty, Kbd, Loading } from '../../ui/empty.tsx'
import { heldIn, rowOf, useFollow } from '../../ui/follow-list.ts'
import { useNow } from '../../ui/now.ts'
import { Problem } from '../../ui/problem.tsx'
import { instantInFull } from '../../ui/time.ts'
import { count, severityWords } from '../../ui/words.ts'
import { dueShort, groupByDue } from './due-groups.ts'
import { words } from './catalogue.ts'
import styles from './cases.module.css'

type Which = 'open' | 'closed' | 'all'
const whichWords: { value: Which; label: string }[] = [
  {
    value: 'open',
    get label() {
      return words.openCases
    },
  },
  {
    value: 'closed',
    get label() {
      return words.closed
    },
  },
  {
    value: 'all',
    get label() {
      return words.all
    },
  },
]

/** So many cases are shown at first; whoever looks for one further down filters. */
const page = 300

type CaseRow = Output<'case.list'>['items'][number]

/** All cases by when they must be looked at next, and the open one beside them. */
export function CasesScreen(): ReactElement {
  const navigate = useNavigate()
  const now = useNow()
  const [filter, setFilter] = useKept('cases filter', '')
  const field = useRef<HTMLInputElement>(null)
  const [which, setWhich] = useKept<Which>('cases which', 'open')
  const [asOf, setAsOf] = useKept<string | undefined>('cases as of', undefined)
  const [looking, setLooking] = useState(false)
  const [pages, setPages] = useState(1)
  const asked = { filter: filter.trim(), which, limit: pages * page, ...(asOf === undefined ? {} : { asOf }) }
  const cases = useAsk('case.list', asked, { keep: true })
  const stood = cases.isPlaceholderData ? null : (cases.data?.stood ?? null)
  const leave = (): void => {
    setLooking(false)
    setAsOf(undefined)
  }
  const open = useChildMatches({ select: (matches) => matches.map(({ params }) => params) })[0]
  const openRef = open && 'caseRef' in open ? open.caseRef : undefined
  const listed = JSON.stringify([asked.filter, which, asOf])
  /** The list that did not have what was open. */
  const [left, setLeft] = useState<string>()
  const list = cases.isPlaceholderData ? undefined : cases.data
  const isHere = rowOf(list?.items, openRef) !== undefined
  const whole = list !== undefined && list.items.length === list.total
  const beyond = useAsk(
    'case.list',
    { ...asked, limit: 1, holds: openRef ?? '' },
    { enabled: openRef !== undefined && list !== undefined && !isHere && !whole },
  )
  useFollow({
    asked: openRef,
    held: heldIn({
      open: list && openRef,
      isHere,
      isFetching: cases.isFetching || beyond.isFetching,
      isWhole: whole,
      beyond: beyond.data?.holds,
    }),
    question: listed,
    place: -1,
    onWiden: () => {
      if (which === 'all' && filter === '') return false
      setWhich('all')
      setFilter('')
      return true
    },
    onLeave: () => {
      setLeft(listed)
      void navigate({ to: '/cases' })
    },
  })
  // What was late then is judged by then.
  const then = asOf !== undefined && stood ? Date.parse(stood.at) : now
  const groups = groupByDue(cases.data?.items ?? [], then)
  const order = groups.flatMap(({ rows }) => rows)

  const move = (step: number): void => {
    const at = order.findIndex(({ number, id }) => number === openRef || id === openRef)
    const next = order[Math.max(0, Math.min(order.length - 1, at + step))]
    if (next)
      void navigate({
        to: '/cases/$caseRef',
        params: { caseRef: next.number },
        search: (before) => ({ tab: before.tab, asOf }),
      })
  }
  useKeys(words.cases, [
    { key: 'j', says: words.nextCase, run: () => move(1) },
    { key: 'k', says: words.previousCase, run: () => move(-1) },
    { key: '/', says: words.keyFilter, run: () => field.current?.focus() },
    { key: 'Escape', says: words.backToTheListOfCases, run: () => void navigate({ to: '/cases' }) },
    { key: 't', says: words.showTheCasesAsOfA, run: () => setLooking(true) },
  ])
  useKeys(words.asItStood, [{ key: 'Escape', says: words.returnToNow, run: leave }], looking || asOf !== undefined)

  return (
    <div className={openRef === undefined ? styles.cases : clsx(styles.cases, styles['with-case'])}>
      <section className={styles['case-list']} aria-label={words.cases}>
        <header>
          <h1>{words.cases}</h1>
          <NativeSelect
            aria-label={words.whichCases}
            value={which}
            data={whichWords.map(({ value, label }) => ({
              value,
              label: value === which && cases.data ? `${label} ${count(cases.data.total)}` : label,
            }))}
            onChange={(event) => setWhich(event.currentTarget.value as Which)}
          />
          <Button onClick={() => setLooking(true)}>{words.asOf}</Button>
        </header>
        {(looking || asOf !== undefined) && (
          <AsOfBar stood={asOf === undefined ? undefined : stood} onMove={setAsOf} onLeave={leave} />
        )}
        <TextInput
          ref={field}
          aria-label={words.filterTheCases}
          placeholder={words.filterNumberTitleOwner}
          value={filter}
          maxLength={200}
          onChange={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') move(openRef === undefined ? 1 : 0)
          }}
          rightSection={<Kbd>/</Kbd>}
        />
        <Problem problem={cases.error} title={words.theCasesCouldNotBeRead} onRetry={() => void cases.refetch()} />
        {!cases.data && !cases.error && <Loading what={words.theCases} />}
        <div className={styles['case-groups']}>
          {groups.map(({ name, rows }) => (
            <section key={name} aria-label={name}>
              <h2>{name}</h2>
              <ul>
                {rows.map((row) => (
                  <CaseItem
                    key={row.id}
                    row={row}
                    on={row.number === openRef || row.id === openRef}
                    now={then}
                    asOf={asOf}
                  />
                ))}
              </ul>
            </section>
          ))}
          {cases.data && cases.data.total > cases.data.items.length && (
            <p className="quiet">
              {words.ofManyTotal({ many: count(cases.data.items.length), total: count(cases.data.total) })}{' '}
              <Button onClick={() => setPages(pages + 1)}>{words.showMore}</Button>
            </p>
          )}
          {cases.data?.items.length === 0 &&
            (filter.trim() === '' && which === 'open' ? (
              <Empty says={words.aCaseBeginsInTheQueue}>
                <Link to="/queue">{words.goToTheQueue}</Link>
              </Empty>
            ) : (
              <Empty says={filter.trim() === '' ? words.noCaseWasClosedYet : words.noCaseHoldsAllOfThese} />
            ))}
        </div>
      </section>
      {openRef === undefined ? (
        <div className="case-none">
          <p className="quiet" role="status">
            {left !== listed ? '' : `${words.theCaseThatWasOpenIs} `}
            {order.length > 0 ? words.chooseACaseJAndK : ''}
          </p>
        </div>
      ) : (
        <Outlet />
      )}
    </div>
  )
}

function CaseItem({
  row,
  on,
  now,
  asOf,
}: {
  row: CaseRow
  on: boolean
  now: number
  asOf: string | undefined
}): ReactElement {
  const due = row.followUpDue === null ? null : dueShort(row.followUpDue, now)
  return (
    <li>
      <Link
        to="/cases/$caseRef"
        params={{ caseRef: row.number }}
        search={(before) => ({ tab: before.tab, asOf })}
        className={clsx(styles['case-item'], row.severity?.level ?? 'unrated')}
        aria-current={on ? 'true' : undefined}
      >
        <b>{row.title}</b>
        {due && (
          <small
            className={due.late ? 'late' : undefined}
            title={row.followUpDue ? instantInFull(row.followUpDue) : undefined}
          >
            {due.words}
          </small>
        )}
        <small>
          {row.number} · {row.severity ? severityWords[row.severity.level] : words.notRated} · {row.owner}
          {row.ownerMember === null && row.status !== 'destroyed' && <span className="late"> {words.notAMember}</span>}
        </small>
      </Link>
    </li>
  )
}
