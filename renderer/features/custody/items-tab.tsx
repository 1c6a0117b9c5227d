import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { toFailure } from '../../../shared/kernel/errors.ts'
import { client, useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { Act } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { rowOf } from '../../ui/follow-list.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import type { CaseTabProps } from '../manifest.ts'
import { words } from './catalogue.ts'
import styles from './custody.module.css'
import { describedAbove } from './described.ts'
import { ItemForm } from './item-form.tsx'
import { ItemPanel } from './item-panel.tsx'
import { LabelForm } from './label-form.tsx'

type Item = Output<'item.list'>['items'][number]
type Asked = { what: 'add' } | { what: 'label'; item: string | undefined }

/** The physical items of a case: what each is, who has it and where it lies. */
export function ItemsTab({ detail, item, onItem }: Pick<CaseTabProps, 'detail' | 'item' | 'onItem'>): ReactElement {
  const answer = useAsk('item.list', { case: detail.id })
  const [asked, setAsked] = useState<Asked>()
  const takes = detail.status !== 'closed' && detail.status !== 'destroyed'
  const items = answer.data?.items ?? []
  const open = rowOf(items, item)
  const move = (step: number): void => {
    const at = open ? items.indexOf(open) : -1
    const next = items[Math.max(0, Math.min(items.length - 1, at + step))]
    if (next) onItem(next.number)
  }
  useKeys(words.items, [
    ...(takes ? [{ key: 'a', says: words.addsAnItem, run: () => setAsked({ what: 'add' }) }] : []),
    { key: 'j', says: words.nextItem, run: () => move(1) },
    { key: 'k', says: words.previousItem, run: () => move(-1) },
  ])
  const done = (): void => setAsked(undefined)
  return (
    <div className="with-panel-room">
      <div className="case-body flush" tabIndex={0} role="region" aria-label={words.items}>
        <div className="room-bar">
          {takes && (
            <Act needs="exhibit.write" variant="filled" onClick={() => setAsked({ what: 'add' })}>
              {words.addItem}
            </Act>
          )}
          {items.length > 0 && (
            <Button onClick={() => setAsked({ what: 'label', item: undefined })}>{words.labels}</Button>
          )}
          <Link to="/shelf" className="link">
            {words.shelfAuditMore}
          </Link>
        </div>
        <Problem problem={answer.error} title={words.itemsCouldNotBeRead} onRetry={() => void answer.refetch()} />
        {!answer.data && !answer.error && <Loading what={words.theItems} />}
        {items.length > 0 && <Finder number={detail.number} onFound={onItem} />}
        {items.length > 0 && <ItemTable items={items} open={open?.id} onItem={onItem} />}
        {answer.data && items.length === 0 && <Empty says={words.noItems} />}
      </div>
      {asked?.what === 'add' ? (
        <ItemForm
          detail={detail}
          onDone={(number) => {
            done()
            if (number !== undefined) onItem(number)
          }}
        />
      ) : asked?.what === 'label' ? (
        <LabelForm detail={detail} item={asked.item} onDone={done} />
      ) : (
        open && (
          <ItemPanel
            key={open.id}
            item={open}
            onLabel={() => setAsked({ what: 'label', item: open.number })}
            onClose={() => onItem(undefined)}
          />
        )
      )}
    </div>
  )
}

const ItemTable = ({
  items,
  open,
  onItem,
}: {
  items: readonly Item[]
  open: string | undefined
  onItem: (number: string) => void
}): ReactElement => (
  <table className={clsx('register', styles.items)}>
    <thead>
      <tr>
        <th>{words.item}</th>
        <th>{words.whatItIs}</th>
        <th>{words.holder}</th>
        <th>{words.liesIn}</th>
        <th>{words.seal}</th>
        <th>{words.audited}</th>
      </tr>
    </thead>
    <tbody>
      {items.map((row) => (
        <tr key={row.id} aria-selected={row.id === open} onClick={() => onItem(row.number)}>
          <td className="nowrap">
            <button type="button" className="link" onClick={() => onItem(row.number)}>
              {row.number}
            </button>
          </td>
          <td>
            {row.description}
            {row.part && <small>{words.bagOf(row.part)}</small>}
          </td>
          <td>
            {row.standing.holder ?? words.noHolder}
            {row.standing.state === 'out' && <small>{words.checkedOut}</small>}
            {row.standing.state === 'outside' && <small>{words.outside}</small>}
            {row.standing.expectedBack !== null && (
              <small>{words.backBy(<At at={row.standing.expectedBack} full />)}</small>
            )}
          </td>
          <td>{row.standing.storage}</td>
          <td>{row.standing.seal}</td>
          <td>
            {row.audited && (
              <>
                {words.outcomes[row.audited.outcome]} <At at={row.audited.at} />
              </>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** A field that a keyboard scanner types a label into: Enter finds the item. */
function Finder({ number, onFound }: { number: string; onFound: (item: string) => void }): ReactElement {
  const [scan, setScan] = useState('')
  const [problem, setProblem] = useState<Failure | null>(null)
  const [elsewhere, setElsewhere] = useState<Item | null>(null)
  const find = (event: FormEvent): void => {
    event.preventDefault()
    if (scan.trim() === '') return
    setProblem(null)
    setElsewhere(null)
    client.call('item.find', { scan }).then(
      (found) => {
        setScan('')
        if (found.caseNumber === number) onFound(found.number)
        else setElsewhere(found)
      },
      (thrown: unknown) => setProblem(toFailure(thrown)),
    )
  }
  return (
    <>
      <form className={clsx('form', styles.finder)} onSubmit={find}>
        <TextInput
          label={words.findByScan}
          description={words.findSays}
          inputWrapperOrder={describedAbove}
          value={scan}
          maxLength={500}
          onChange={(event) => setScan(event.currentTarget.value)}
        />
        <Act needs="exhibit.read" type="submit">
          {words.find}
        </Act>
      </form>
      <Problem problem={problem} title={words.notFound} onDismiss={() => setProblem(null)} />
      {elsewhere && (
        <p role="status">
          <Link
            to="/cases/$caseRef"
            params={{ caseRef: elsewhere.caseNumber }}
            search={{ tab: 'items', item: elsewhere.number }}
            className="link"
          >
            {words.isOfCase(elsewhere)}
          </Link>
        </p>
      )}
    </>
  )
}
