import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState, type ReactElement } from 'react'
import { useAsk } from '../../app/client.ts'
import { useKeys } from '../../app/keys.ts'
import { Loading } from '../../ui/empty.tsx'
import { EntryGrid } from '../../ui/entry-grid.tsx'
import { Problem } from '../../ui/problem.tsx'

/** Every entry of the ledger that is about the case, newest first; each opens in the ledger. */
export function HistoryTab({ caseRef }: { caseRef: string }): ReactElement {
  const navigate = useNavigate()
  const answer = useAsk('case.history', { case: caseRef })
  const rows = useMemo(() => [...(answer.data?.rows ?? [])].sort((a, b) => b.seq - a.seq), [answer.data])
  const [seq, setSeq] = useState<number>()
  const selected = rows.findIndex((row) => row.seq === seq)
  const move = (step: number): void => setSeq(rows[Math.max(0, Math.min(rows.length - 1, selected + step))]?.seq)
  const open = (): void => {
    if (seq !== undefined) void navigate({ to: '/ledger', search: { seq } })
  }
  useKeys('History', [
    { key: 'ArrowDown', says: 'next entry', run: () => move(1) },
    { key: 'ArrowUp', says: 'previous entry', run: () => move(-1) },
    { key: 'PageDown', says: 'twelve entries on', run: () => move(12) },
    { key: 'PageUp', says: 'twelve entries back', run: () => move(-12) },
    { key: 'o', says: 'open the entry in the ledger', run: open },
  ])
  return (
    <div className="case-body flush history">
      <Problem problem={answer.error} title="The history could not be read" onRetry={() => void answer.refetch()} />
      {!answer.data && !answer.error && <Loading what="the history" />}
      {rows.length > 0 && (
        <EntryGrid
          total={rows.length}
          rowAt={(index) => rows[index]}
          selected={selected}
          onSelect={(next) => void navigate({ to: '/ledger', search: { seq: next } })}
          onOpen={open}
          onRange={ignore}
          ofOneCase
        />
      )}
    </div>
  )
}

/** All entries of a case are here at once: there is nothing to fetch. */
const ignore = (): void => undefined
