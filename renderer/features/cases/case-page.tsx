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
import { AssessmentTab } from '../assessments/assessment-tab.tsx'
import { ClosedBanner } from '../closure/closed-banner.tsx'
import { ClosureTab } from '../closure/closure-tab.tsx'
import { CommunicationsTab } from '../communications/communications-tab.tsx'
import { DecisionsTab } from '../decisions/decisions-tab.tsx'
import { EvidenceTab } from '../exhibits/evidence-tab.tsx'
import { NotebookTab } from '../notebook/notebook-tab.tsx'
import { PacketsTab } from '../packet/packets-tab.tsx'
import { RetentionTab } from '../retention/retention-tab.tsx'
import { TravelTab } from '../travel/travel-tab.tsx'
import { TasksTab } from '../tasks/tasks-tab.tsx'
import { PeopleTab } from '../subjects/people-tab.tsx'
import { BriefTab } from './brief-tab.tsx'
import type { CaseDetail } from './case-detail.ts'
import { CaseHeader } from './case-header.tsx'
import { EditCase } from './edit-case.tsx'
import { HistoryTab } from './history-tab.tsx'
import { LookBack } from './look-back.tsx'
import { ReportsTab } from './reports-tab.tsx'
import { caseTabs, isCaseTab, type CaseTab } from './tabs.ts'

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
          title={`Case ${caseRef} could not be read`}
          onRetry={() => void answer.refetch()}
        />
      </div>
    )
  }
  if (!answer.data) return <Loading what="the case" />
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
  useKeys('Case', [{ key: 't', says: 'show the case as it stood', run: () => setLooking(true) }])
  useKeys('As it stood', [{ key: 'Escape', says: 'return to now', run: leave }], looking || past)
  const stood = answer.isPlaceholderData ? null : (answer.data?.stood ?? null)
  return (
    <div className={past ? 'case past' : 'case'}>
      <div className="case-looked">
        {(looking || past) && (
          <LookBack caseId={caseId} stood={past ? stood : undefined} onMove={move} onLeave={leave} />
        )}
        {answer.error && (
          <div className="case-past-error">
            <Problem problem={answer.error} title="The case cannot be shown as it stood then" />
          </div>
        )}
        {!answer.data && !answer.error && <Loading what="the case" />}
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
  // Holds and orders are shown as they are now only.
  const tabs = caseTabs.filter((name) => !past || name !== 'retention')
  const tab = tabs.find((name) => name === asked) ?? 'brief'
  const go = (next: CaseTab, nextItem?: string): void =>
    void navigate({
      to: '/cases/$caseRef',
      params: { caseRef },
      search: { tab: next, item: nextItem, asOf },
      replace: next === tab,
    })
  const step = (by: number): void => {
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length]
    if (next) go(next)
  }
  const closed = detail.status === 'closed'
  const editable = useMay('case.write').now && !past && !closed && detail.status !== 'destroyed'
  useKeys('Case', [
    ...(!editable ? [] : [{ key: 'e', says: 'edit case', run: () => setEditing(true) }]),
    ...tabs
      .slice(0, 9)
      .map((name, index) => ({ key: String(index + 1), says: `go to ${titles[name]}`, run: () => go(name) })),
    { key: '[', says: 'go to the tab before', run: () => step(-1) },
    { key: ']', says: 'go to the tab after', run: () => step(1) },
  ])
  const counts: Partial<Record<CaseTab, number>> = {
    reports: detail.counts.reports,
    people: detail.counts.subjects,
    evidence: detail.counts.exhibits,
    notebook: detail.counts.notes,
    packets: detail.counts.packets,
  }
  return (
    <div className="case-rooms">
      <div className="case-main">
        <Tabs value={tab} onChange={(next) => next !== null && isCaseTab(next) && go(next)} keepMounted={false}>
          <div className="case-head">
            {closed && <ClosedBanner detail={detail} />}
            <CaseHeader detail={detail} onEdit={() => setEditing(true)} onLookBack={onLookBack} />
            <Tabs.List>
              {tabs.map((name) => (
                <Tabs.Tab key={name} value={name}>
                  {titles[name]}
                  {counts[name] ? ` ${count(counts[name])}` : ''}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </div>
          <Tabs.Panel value="brief">
            <BriefTab detail={detail} onGo={go} />
          </Tabs.Panel>
          <Tabs.Panel value="reports">
            <ReportsTab detail={detail} />
          </Tabs.Panel>
          <Tabs.Panel value="people">
            <Sealed when={closed}>
              <PeopleTab detail={detail} />
            </Sealed>
          </Tabs.Panel>
          <Tabs.Panel value="evidence">
            <EvidenceTab detail={detail} item={item} onItem={(next) => go('evidence', next)} />
          </Tabs.Panel>
          <Tabs.Panel value="notebook">
            <Sealed when={closed}>
              <NotebookTab detail={detail} item={item} onItem={(next) => go('notebook', next)} />
            </Sealed>
          </Tabs.Panel>
          <Tabs.Panel value="communications">
            <Sealed when={closed}>
              <CommunicationsTab detail={detail} item={item} />
            </Sealed>
          </Tabs.Panel>
          <Tabs.Panel value="travel">
            <Sealed when={closed}>
              <TravelTab detail={detail} item={item} onItem={(next) => go('travel', next)} />
            </Sealed>
          </Tabs.Panel>
          <Tabs.Panel value="decisions">
            <Sealed when={closed}>
              <DecisionsTab detail={detail} item={item} onItem={(next) => go('decisions', next)} onGo={go} />
            </Sealed>
          </Tabs.Panel>
          <Tabs.Panel value="closure">
            <ClosureTab detail={detail} item={item} onGo={go} />
          </Tabs.Panel>
          <Tabs.Panel value="tasks">
            <Sealed when={closed}>
              <TasksTab detail={detail} item={item} onItem={(next) => go('tasks', next)} />
            </Sealed>
          </Tabs.Panel>
          <Tabs.Panel value="assessment">
            <Sealed when={closed}>
              <AssessmentTab detail={detail} item={item} onItem={(next) => go('assessment', next)} onGo={go} />
            </Sealed>
          </Tabs.Panel>
          <Tabs.Panel value="packets">
            <PacketsTab detail={detail} />
          </Tabs.Panel>
          <Tabs.Panel value="retention">
            <RetentionTab detail={detail} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <HistoryTab caseRef={detail.id} />
          </Tabs.Panel>
        </Tabs>
      </div>
      {editing && editable && <EditCase detail={detail} onDone={() => setEditing(false)} />}
    </div>
  )
}

const titles: Record<CaseTab, string> = {
  brief: 'Brief',
  reports: 'Reports',
  people: 'People & places',
  evidence: 'Evidence',
  notebook: 'Notebook',
  tasks: 'Tasks',
  communications: 'Communications',
  travel: 'Travel',
  decisions: 'Decisions',
  assessment: 'Assessment',
  closure: 'Closure',
  packets: 'Packets',
  history: 'History',
  retention: 'Retention',
}
