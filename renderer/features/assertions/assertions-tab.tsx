import { useState, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { CaseTabProps } from '../manifest.ts'
import { AskedPanel } from './asked-panel.tsx'
import { AssertionPanel } from './assertion-panel.tsx'
import { words } from './catalogue.ts'
import { Clocks } from './clocks.tsx'
import { Matrix } from './matrix.tsx'
import { Questions } from './questions.tsx'
import type { Asked } from './types.ts'

/** What is said in a case, sentence by sentence: against the allegations, the evidence and each other. */
export function AssertionsTab({ detail, item, onItem, onGo }: CaseTabProps): ReactElement {
  const past = useIsPast()
  const works = useMay('case.write')
  const writes = works.granted && works.now && !past && detail.status !== 'closed' && detail.status !== 'destroyed'
  const list = useAskThen('assertion.list', { case: detail.id })
  const matrix = useAskThen('assertion.matrix', { case: detail.id })
  const questions = useAskThen('contradiction.list', { case: detail.id })
  const clocks = useAskThen('clock.list', { case: detail.id })
  const [asked, setAsked] = useState<Asked>()
  const open = list.data?.items.find(({ id, number }) => id === item || number === item)
  const begin = (): void => setAsked({ what: 'assertion' })
  useKeys(words.assertions, [{ key: 'n', says: words.keyNewAssertion, run: begin }], writes)
  const all = [list, matrix, questions, clocks]
  const failed = all.find(({ error }) => error)?.error ?? null
  const show = (id: string): void => {
    setAsked(undefined)
    onItem(id)
  }
  return (
    <div className="with-panel-room">
      <div className="case-body" tabIndex={0} role="region" aria-label={words.assertions}>
        {!past && (
          <div className="room-bar">
            <Act needs="case.write" variant="filled" onClick={begin}>
              {words.newAssertion}
            </Act>
          </div>
        )}
        <Problem
          problem={failed}
          title={words.couldNotBeRead}
          onRetry={() => {
            for (const one of all) void one.refetch()
          }}
        />
        {!list.data && !failed && <Loading what={words.theAssertions} />}
        {list.data?.items.length === 0 && <Empty says={words.empty} />}
        {questions.data && list.data && list.data.items.length > 0 && (
          <Questions items={questions.data.items} writes={writes} onGo={onGo} onItem={show} onAsk={setAsked} />
        )}
        {matrix.data && (
          <Matrix
            detail={detail}
            matrix={matrix.data}
            item={item}
            writes={writes}
            onGo={onGo}
            onItem={show}
            onAsk={setAsked}
          />
        )}
        {clocks.data && <Clocks items={clocks.data.items} writes={writes} onAsk={setAsked} />}
      </div>
      {asked ? (
        <AskedPanel
          key={JSON.stringify(asked)}
          asked={asked}
          detail={detail}
          onDone={() => setAsked(undefined)}
          onMade={(id) => {
            setAsked(undefined)
            if (id !== undefined) onItem(id)
          }}
        />
      ) : (
        open && (
          <AssertionPanel
            key={open.id}
            assertion={open}
            writes={writes}
            onGo={onGo}
            onAsk={setAsked}
            onClose={() => onItem(undefined)}
          />
        )
      )}
    </div>
  )
}
