import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'

export const entriesOf = (size: number): string => plural(size, 'entry', 'entries')

/** How the vault stands to a head that was checked, where it goes on from it. */
export const HeadCheckResult = ({ check }: { check: Output<'ledger.check'> }): ReactElement => (
  <div className="good-news" role="status">
    <b>{check.result === 'same' ? 'The vault stands at this head' : 'The vault goes on from this head'}</b>
    <ul>
      <li>
        {check.result === 'same'
          ? `${entriesOf(check.head.size)}, worked out anew.`
          : `From ${entriesOf(check.head.size)} to ${entriesOf(check.now.size)}; nothing before was changed.`}
      </li>
      <li>
        Signed by {check.signedBy}, <At at={check.head.at} full />.
      </li>
      {check.cosignatures.map(({ name, key, at, known }) => (
        <li key={key}>
          Cosigned by <span className="mono">{name}</span>, <At at={at} full />
          {known ? '.' : '. Not on record here yet: compare the key with theirs.'}
        </li>
      ))}
    </ul>
  </div>
)
