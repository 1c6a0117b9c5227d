import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { Loading } from '../../ui/empty.tsx'
import { Fact, Facts } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import { ChainPicture } from './chain-picture.tsx'
import { CustodyChain } from './custody-chain.tsx'
import { CustodyForm } from './custody-form.tsx'
import styles from './custody.module.css'

type Shown = Output<'custody.show'>
/** The form that takes the place of what is shown. */
export type CustodyAsked = 'record' | 'receipt'

/** The chain of custody of an exhibit or an item as it stands: who has it, what it leaves open, its steps, its papers. */
export function CustodySection({
  exhibit,
  onAsk,
}: {
  exhibit: string
  onAsk: (asked: CustodyAsked) => void
}): ReactElement {
  const answer = useAsk('custody.show', { exhibit })
  const shown = answer.data
  return (
    <section aria-label={words.custody} className={styles.custody}>
      <h2>{words.custody}</h2>
      <Problem problem={answer.error} title={words.custodyCouldNotBeRead} onRetry={() => void answer.refetch()} />
      {!shown && !answer.error && <Loading what={words.theCustody} />}
      {shown && <Body shown={shown} onAsk={onAsk} />}
    </section>
  )
}

function Body({ shown, onAsk }: { shown: Shown; onAsk: (asked: CustodyAsked) => void }): ReactElement {
  const { exhibit, number, standing, steps, gaps } = shown
  const printing = useTask('custody.print', exhibit)
  const receipt = useTask('custody.receipt', exhibit)
  const handedOver = steps.some(({ action }) => action === 'transfer' || action === 'check-out' || action === 'return')
  return (
    <>
      <Facts>
        <Fact term={words.holder}>
          {standing.holder ?? words.noHolder}
          {standing.state === 'out' && <small>{words.checkedOut}</small>}
          {standing.state === 'outside' && <small>{words.outside}</small>}
        </Fact>
        <Fact term={words.since}>
          <At at={standing.since} full />
        </Fact>
        {standing.expectedBack !== null && (
          <Fact term={words.dueBack}>
            <At at={standing.expectedBack} full />
            {gaps.some(({ kind }) => kind === 'overdue') && <small className="late">{words.overdue}</small>}
          </Fact>
        )}
        {standing.storage !== null && <Fact term={words.liesIn}>{standing.storage}</Fact>}
        {standing.seal !== null && <Fact term={words.seal}>{standing.seal}</Fact>}
      </Facts>
      {gaps.length > 0 && (
        <div className={styles.gaps}>
          <h3>{words.openQuestions}</h3>
          <ul>
            {gaps.map(({ kind, question }) => (
              <li key={`${kind} ${question}`}>{question}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="actions">
        <Act needs="exhibit.write" onClick={() => onAsk('record')} disabled={standing.state === 'ended'}>
          {words.recordCustody}
        </Act>
        <Act
          needs="exhibit.read"
          onClick={() => void printing.run({ exhibit }, words.printing(number))}
          disabled={printing.running}
        >
          {words.printCustody}
        </Act>
        {handedOver && (
          <>
            <Act
              needs="exhibit.read"
              onClick={() => void receipt.run({ exhibit }, words.printingReceipt(number))}
              disabled={receipt.running}
            >
              {words.printReceipt}
            </Act>
            <Act needs="exhibit.write" onClick={() => onAsk('receipt')}>
              {words.signedReceipt}
            </Act>
          </>
        )}
      </div>
      {printing.task?.state === 'failed' && (
        <Problem problem={printing.task.failure} title={words.notPrinted} onDismiss={printing.dismiss} />
      )}
      {receipt.task?.state === 'failed' && (
        <Problem problem={receipt.task.failure} title={words.notPrinted} onDismiss={receipt.dismiss} />
      )}
      {printing.result && <ShownFile file={printing.result.file} says={words.custodyPrinted} />}
      {receipt.result && <ShownFile file={receipt.result.file} says={words.receiptPrinted} />}
      <ChainPicture shown={shown} />
      <CustodyChain events={steps} />
    </>
  )
}

interface CustodyAskProps {
  exhibit: string
  asked: CustodyAsked
  onDone: () => void
}

/** What is asked about an exhibit's custody, once how it stands is known. */
export function CustodyAsk({ exhibit, asked, onDone }: CustodyAskProps): ReactElement {
  const answer = useAsk('custody.show', { exhibit })
  if (!answer.data) return <Loading what={words.theCustody} />
  return asked === 'record' ? (
    <CustodyForm held={answer.data} onDone={onDone} />
  ) : (
    <SignedReceipt held={answer.data} onDone={onDone} />
  )
}

function SignedReceipt({ held, onDone }: { held: Shown; onDone: () => void }): ReactElement {
  const form = useContractForm('custody.receiptSigned', {
    kept: `receipt ${held.exhibit}`,
    values: { signed: '' },
    also: { exhibit: held.exhibit },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.attachReceipt}
      kicker={words.exhibitNumber(held.number)}
      failed={words.receiptNotAttached}
      says={words.receiptSays}
      onClose={onDone}
    >
      <TextInput label={words.receiptExhibit} {...form.field('signed')} />
    </FormPanel>
  )
}
