import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'

export const entriesOf = (size: number): string => words.entries2(size)

/** How the vault stands to a head that was checked, where it goes on from it. */
export const HeadCheckResult = ({ check }: { check: Output<'ledger.check'> }): ReactElement => (
  <div className="good-news" role="status">
    <b>{check.result === 'same' ? words.theVaultStandsAtThisHead : words.theVaultGoesOnFromThis}</b>
    <ul>
      <li>
        {check.result === 'same'
          ? words.workedOutAnew(entriesOf(check.head.size))
          : words.fromToNothingBeforeWasChanged({
              entriesOf: entriesOf(check.head.size),
              entriesOf2: entriesOf(check.now.size),
            })}
      </li>
      <li>
        {words.signedBy(check.signedBy)} <At at={check.head.at} full />.
      </li>
      {check.cosignatures.map(({ name, key, at, known }) => (
        <li key={key}>
          {words.cosignedBy} <span className="mono">{name}</span>, <At at={at} full />
          {known ? '.' : `. ${words.notOnRecordHereYet}`}
        </li>
      ))}
    </ul>
  </div>
)
