import { clsx } from 'clsx'
import { Tabs } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { asOfIn, Sealed, ShowAsOf, useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { useMay } from '../../session/may.tsx'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { count } from '../../ui/words.ts'
import { ClosedBanner } from '../closure/index.ts'
import type { CaseDetail } from '../manifest.ts'
import { CaseHeader } from './case-header.tsx'
import { EditCase } from './edit-case.tsx'
import { LookBack } from './look-back.tsx'
import { caseTabs, isCaseTab, type CaseTab } from '../case-tabs.ts'
import { words } from './catalogue.ts'
import { TabRow } from './tab-row.tsx'
import styles from './cases.module.css'

const route = getRouteApi('/cases/$caseRef')

/** One case: what it is, and its rooms; or what it was. */
export function CasePage(): ReactElement {
  const { caseRef } = route.useParams()
  const { asOf } = route.useSearch()
  const answer = useAsk('case.get', { case: caseRef })
  if (answer.error) {
    return (
      <div className="case-none">
        <Problem
          problem={answer.error}
          title={words.caseCouldNotBeRead(caseRef)}
          onRetry={() => void answer.refetch()}
        />
      </div>
    )
  }
  if (!answer.data) return <Loading what={words.theCase} />
  return (
    <ShowAsOf at={asOfIn(asOf)}>
      <CaseThen key={answer.data.id} caseId={answer.data.id} />
    </ShowAsOf>
  )
}

/** The case at the moment that is shown, under the slider that chooses it. */
function CaseThen({ caseId }: { caseId: string }): ReactElement {
  const { caseRef } = route.useParams()
  const { tab, item } = route.useSearch()
  const navigate = useNavigate()
  const past = useIsPast()
  const answer = useAskThen('case.get', { case: caseId })
  const [looking, setLooking] = useState(false)
  const move = (entries: number | undefined): void =>
    void navigate({
      to: '/cases/$caseRef',
      params: { caseRef },
      search: { tab, item, asOf: entries },
      replace: past,
    })
  const leave = (): void => {
    setLooking(false)
    if (past) move(undefined)
  }
  useKeys(words.case, [{ key: 't', says: words.showTheCaseAsItStood, run: () => setLooking(true) }])
  useKeys(words.asItStood, [{ key: 'Escape', says: words.returnToNow, run: leave }], looking || past)
  const stood = answer.isPlaceholderData ? null : (answer.data?.stood ?? null)
  return (
    <div className={past ? clsx(styles.case, styles.past) : styles.case}>
      <div className={styles['case-looked']}>
        {(looking || past) && (
          <LookBack caseId={caseId} stood={past ? stood : undefined} onMove={move} onLeave={leave} />
        )}
        {answer.error && (
          <div className={styles['case-past-error']}>
            <Problem problem={answer.error} title={words.theCaseCannotBeShownAs} />
          </div>
        )}
        {!answer.data && !answer.error && <Loading what={words.theCase} />}
        {answer.data && !answer.error && <CaseRooms detail={answer.data} onLookBack={() => setLooking(true)} />}
      </div>
    </div>
  )
}

function CaseRooms({ detail, onLookBack }: { detail: CaseDetail; onLookBack: () => void }): ReactElement {
  const { caseRef } = route.useParams()
  const { tab: asked, item, asOf } = route.useSearch()
  const past = useIsPast()
  const navigate = useNavigate()
  const [editing, setEditing] = useState(false)
  const { tabs: all } = route.useRouteContext()
  const tabs = caseTabs
    .flatMap((name) => all.find((one) => one.name === name) ?? [])
    .filter(({ nowOnly }) => !past || nowOnly !== true)
  const names = tabs.map(({ name }) => name)
  const tab = names.find((name) => name === asked) ?? 'brief'
  const go = (next: CaseTab, nextItem?: string): void =>
    void navigate({
      to: '/cases/$caseRef',
      params: { caseRef },
      search: { tab: next, item: nextItem, asOf },
      replace: next === tab,
    })
  const step = (by: number): void => {
    const next = names[(names.indexOf(tab) + by + names.length) % names.length]
    if (next) go(next)
  }
  const closed = detail.status === 'closed'
  const editable = useMay('case.write').now && !past && !closed && detail.status !== 'destroyed'
  useKeys(words.case, [
    ...(!editable ? [] : [{ key: 'e', says: words.keyEditCase, run: () => setEditing(true) }]),
    ...tabs
      .slice(0, 9)
      .map(({ name, title }, index) => ({ key: String(index + 1), says: words.goTo(title), run: () => go(name) })),
    { key: '[', says: words.goToTheTabBefore, run: () => step(-1) },
    { key: ']', says: words.goToTheTabAfter, run: () => step(1) },
  ])
  return (
    <div className={styles['case-rooms']}>
      <div className={styles['case-main']}>
        <Tabs value={tab} onChange={(next) => next !== null && isCaseTab(next) && go(next)} keepMounted={false}>
          <div className="case-head">
            {closed && <ClosedBanner detail={detail} />}
            <CaseHeader detail={detail} onEdit={() => setEditing(true)} onLookBack={onLookBack} />
            <TabRow chosen={tab}>
              {tabs.map(({ name, title, count: countOf }) => {
                const counted = countOf?.(detail.counts) ?? 0
                return (
                  <Tabs.Tab key={name} value={name}>
                    {title}
                    {counted > 0 ? ` ${count(counted)}` : ''}
                  </Tabs.Tab>
                )
              })}
            </TabRow>
          </div>
          {tabs.map(({ name, Panel, sealedWhenClosed }) => (
            <Tabs.Panel key={name} value={name}>
              <Sealed when={closed && sealedWhenClosed}>
                <Panel detail={detail} item={item} onItem={(next) => go(name, next)} onGo={go} />
              </Sealed>
            </Tabs.Panel>
          ))}
        </Tabs>
      </div>
      {editing && editable && <EditCase detail={detail} onDone={() => setEditing(false)} />}
    </div>
  )
}
