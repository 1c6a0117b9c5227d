import { ActionIcon, Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { useKept } from '../../session/kept.ts'
import { Act } from '../../session/may.tsx'
import { ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import styles from './custody.module.css'
import { describedAbove } from './described.ts'

type Result = Output<'shelf.audit'>

/** The store is walked with a scanner: label after label, then what was expected, found and unexpected. */
export function ShelfScreen(): ReactElement {
  const [result, setResult] = useState<Result>()
  return (
    <div className={styles['shelf-page']} tabIndex={0} role="region" aria-label={words.shelfAudit}>
      <div className={styles.shelf}>
        <h1>{words.shelfAudit}</h1>
        {result ? <Audited result={result} onNext={() => setResult(undefined)} /> : <Walk onDone={setResult} />}
        <Before />
      </div>
    </div>
  )
}

function Walk({ onDone }: { onDone: (result: Result) => void }): ReactElement {
  const [scans, setScans] = useKept<string[]>('shelf-scans', [])
  const [scan, setScan] = useState('')
  const form = useContractForm('shelf.audit', {
    kept: 'shelf-audit',
    values: { place: '' },
    input: ({ place }) => ({ scans, ...(place.trim() === '' ? {} : { place }) }),
    onDone: (output) => {
      setScans([])
      if (output) onDone(output)
    },
  })
  const add = (event: FormEvent): void => {
    event.preventDefault()
    if (scan.trim() !== '') setScans([...scans, scan.trim()])
    setScan('')
  }
  return (
    <>
      <form onSubmit={add}>
        <TextInput
          label={words.scanLabels}
          description={words.scanSays}
          inputWrapperOrder={describedAbove}
          value={scan}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setScan(event.currentTarget.value)}
        />
        <Act needs="exhibit.write" type="submit">
          {words.addScan}
        </Act>
      </form>
      <p role="status">{words.scannedSoFar(scans.length)}</p>
      {scans.length > 0 && (
        <ul className={styles.scans} tabIndex={0} aria-label={words.scannedSoFar(scans.length)}>
          {scans.map((one, at) => (
            <li key={`${one} ${String(at)}`}>
              {one}
              <ActionIcon
                variant="subtle"
                aria-label={words.removeScan(one)}
                onClick={() => setScans(scans.filter((_, place) => place !== at))}
              >
                <Icon name="close" size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <ContractForm form={form} does={words.finish} failed={words.notAudited}>
        <TextInput
          label={words.place}
          description={words.placeSays}
          inputWrapperOrder={describedAbove}
          {...form.field('place')}
        />
      </ContractForm>
    </>
  )
}

function Audited({ result, onNext }: { result: Result; onNext: () => void }): ReactElement {
  const { expected, found, missing, strange } = result
  return (
    <>
      <p role="status">
        <b>{words.foundOf({ found: found.length, expected: expected.length })}</b>
      </p>
      <section aria-label={words.missing}>
        <h2>{words.missing}</h2>
        {missing.length === 0 ? <p className="quiet">{words.nothingMissing}</p> : <List items={missing} />}
      </section>
      <section aria-label={words.unexpected}>
        <h2>{words.unexpected}</h2>
        {strange.length === 0 ? (
          <p className="quiet">{words.nothingUnexpected}</p>
        ) : (
          <ul>
            {strange.map(({ scan, item, says }) => (
              <li key={scan}>
                <b>{item?.number ?? scan}</b> {says}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-label={words.found}>
        <h2>{words.found}</h2>
        {found.length === 0 ? <p className="quiet">{words.nothingFound}</p> : <List items={found} />}
      </section>
      <div className="actions">
        <Button onClick={onNext}>{words.nextAudit}</Button>
      </div>
    </>
  )
}

const caseOf = (number: string): string => number.replace(/-P\d+$/, '')

const List = ({ items }: { items: Result['found'] }): ReactElement => (
  <ul>
    {items.map(({ id, number, description, storage }) => (
      <li key={id}>
        <Link
          to="/cases/$caseRef"
          params={{ caseRef: caseOf(number) }}
          search={{ tab: 'items', item: number }}
          className="link"
        >
          {number}
        </Link>{' '}
        {description} {storage !== null && <small>{storage}</small>}
      </li>
    ))}
  </ul>
)

function Before(): ReactElement | null {
  const answer = useAsk('shelf.list', {})
  const audits = answer.data?.items ?? []
  if (answer.error) return <Problem problem={answer.error} onRetry={() => void answer.refetch()} />
  if (audits.length === 0) return null
  return (
    <section aria-label={words.auditsBefore}>
      <h2>{words.auditsBefore}</h2>
      <ul>
        {audits.map(({ audit, at, by, place, expected, found, missing, unknown, seq }) => (
          <li key={audit}>
            {words.auditDone({
              at: <At at={at} full />,
              by,
              place: place ?? words.wholeStore,
              found: words.foundOf({ found, expected }),
              missing: words.missingMany(missing),
              unknown: words.unknownMany(unknown),
            })}{' '}
            <Link to="/ledger" search={{ seq }} className={clsx('link', styles['of-audit'])}>
              {words.entry(seq)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
