import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { zoneName } from '../../shared/kernel/zones.ts'
import type { Output } from '../../shared/contract/contract.ts'
import { Kbd } from './empty.tsx'
import { ShortHash } from './hash.tsx'
import { dayAndClock, instantInFull, viewerZone } from './time.ts'
import { count } from './words.ts'

type Stood = Output<'case.get'>['stood']

/** Says beyond mistaking that what is shown is not how things are now. `stood` is null while it is on its way. */
export const PastBanner = ({ stood, onLeave }: { stood: Stood; onLeave: () => void }): ReactElement => (
  <div className="past-banner" role="status">
    {stood ? (
      <p>
        <b>
          As it stood on{' '}
          <time dateTime={stood.at} title={instantInFull(stood.at)}>
            {dayAndClock(stood.at)} {zoneName(viewerZone)}
          </time>
        </b>{' '}
        ({count(stood.entries)} of {count(stood.total)} entries, root <ShortHash hash={stood.root} />
        ). Nothing can be changed here; the bytes of exhibits never change.
      </p>
    ) : (
      <p>
        <b>Looking back…</b>
      </p>
    )}
    <Button onClick={onLeave} rightSection={<Kbd>Esc</Kbd>}>
      Return to now
    </Button>
  </div>
)
