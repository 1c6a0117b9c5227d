import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { At, ExactInstant } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import { CustodyAsk, CustodySection, type CustodyAsked } from './custody-section.tsx'
import { Proof } from './proof.tsx'
import styles from './custody.module.css'

interface ItemPanelProps {
  item: Output<'item.find'>
  onLabel: () => void
  onClose: () => void
}

const spaced = (label: string): string => `${label.slice(0, 5)}-${label.slice(5, 10)}-${label.slice(10)}`

/** One physical item: what it is, and whose hands it went through. */
export function ItemPanel({ item, onLabel, onClose }: ItemPanelProps): ReactElement {
  const [asked, setAsked] = useState<CustodyAsked>()
  if (asked) return <CustodyAsk exhibit={item.id} asked={asked} onDone={() => setAsked(undefined)} />
  return (
    <Panel title={item.description} kicker={`${words.item} ${item.number}`} onClose={onClose}>
      <Facts>
        <Fact term={words.label}>
          <span className={styles['label-id']}>{spaced(item.label)}</span>
        </Fact>
        {item.serialNumber !== null && <Fact term={words.serial}>{item.serialNumber}</Fact>}
        {(item.bag !== null || item.part !== null) && (
          <Fact term={words.bag}>
            {item.bag}
            {item.part !== null && <small>{words.bagOf(item.part)}</small>}
          </Fact>
        )}
        {item.photograph !== null && (
          <Fact term={words.photograph}>
            <Link to="/exhibits/$exhibitRef" params={{ exhibitRef: item.photograph }} className="link">
              {item.photograph}
            </Link>
          </Fact>
        )}
        {item.madeFrom.length > 0 && <Fact term={words.madeFrom}>{item.madeFrom.join(', ')}</Fact>}
        <Fact term={words.collected}>
          <ExactInstant at={item.collectedAt} />
          <small>{words.byName(item.collectedBy)}</small>
        </Fact>
        {item.place !== null && <Fact term={words.where}>{item.place}</Fact>}
        {item.method !== null && <Fact term={words.how}>{item.method}</Fact>}
        {item.audited !== null && (
          <Fact term={words.audited}>
            {words.outcomes[item.audited.outcome]} <At at={item.audited.at} />
          </Fact>
        )}
      </Facts>
      <div className="actions">
        <Button onClick={onLabel}>{words.labels}</Button>
      </div>
      <hr />
      <CustodySection exhibit={item.id} onAsk={setAsked} />
      <Proof exhibit={item.id} />
    </Panel>
  )
}
