import { Tabs } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { useAsk } from '../../app/client.ts'
import { useKeys } from '../../app/keys.ts'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { count } from '../../ui/words.ts'
import { EvidenceTab } from '../exhibits/evidence-tab.tsx'
import { NotebookTab } from '../notebook/notebook-tab.tsx'
import { PacketsTab } from '../packet/packets-tab.tsx'
import { RetentionTab } from '../retention/retention-tab.tsx'
import { BriefTab } from './brief-tab.tsx'
import type { CaseDetail } from './case-detail.ts'
import { CaseHeader } from './case-header.tsx'
import { EditCase } from './edit-case.tsx'
import { HistoryTab } from './history-tab.tsx'
import { ReportsTab } from './reports-tab.tsx'
import { caseTabs, isCaseTab, type CaseTab } from './tabs.ts'

const route = getRouteApi('/cases/$caseRef')

/** One case: what it is, and its rooms. */
export function CasePage(): ReactElement {
  const { caseRef } = route.useParams()
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
  return <CaseRooms key={answer.data.id} detail={answer.data} />
}

function CaseRooms({ detail }: { detail: CaseDetail }): ReactElement {
  const { caseRef } = route.useParams()
  const { tab: asked, item } = route.useSearch()
  const navigate = useNavigate()
  const [editing, setEditing] = useState(false)
  const tab: CaseTab = asked !== undefined && isCaseTab(asked) ? asked : 'brief'
  const go = (next: CaseTab, nextItem?: string): void =>
    void navigate({
      to: '/cases/$caseRef',
      params: { caseRef },
      search: { tab: next, item: nextItem },
      replace: next === tab,
    })
  useKeys('Case', [
    { key: 'e', says: 'edit case', run: () => setEditing(true) },
    ...caseTabs.map((name, index) => ({ key: String(index + 1), says: `go to ${titles[name]}`, run: () => go(name) })),
  ])
  const counts: Partial<Record<CaseTab, number>> = {
    reports: detail.counts.reports,
    evidence: detail.counts.exhibits,
    notebook: detail.counts.notes,
    packets: detail.counts.packets,
  }
  return (
    <div className="case">
      <div className="case-main">
        <Tabs value={tab} onChange={(next) => next !== null && isCaseTab(next) && go(next)} keepMounted={false}>
          <div className="case-head">
            <CaseHeader detail={detail} onEdit={() => setEditing(true)} />
            <Tabs.List>
              {caseTabs.map((name) => (
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
          <Tabs.Panel value="evidence">
            <EvidenceTab detail={detail} item={item} onItem={(next) => go('evidence', next)} />
          </Tabs.Panel>
          <Tabs.Panel value="notebook">
            <NotebookTab detail={detail} item={item} onItem={(next) => go('notebook', next)} />
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
      {editing && detail.status !== 'destroyed' && <EditCase detail={detail} onDone={() => setEditing(false)} />}
    </div>
  )
}

const titles: Record<CaseTab, string> = {
  brief: 'Brief',
  reports: 'Reports',
  evidence: 'Evidence',
  notebook: 'Notebook',
  packets: 'Packets',
  history: 'History',
  retention: 'Retention',
}
