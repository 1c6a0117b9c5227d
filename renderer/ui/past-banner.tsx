import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { zoneName } from '../../shared/kernel/zones.ts'
import type { Output } from '../../shared/contract/contract.ts'
import { Kbd } from './empty.tsx'
import { ShortHash } from './hash.tsx'
import { dayAndClock, instantInFull, viewerZone } from './time.ts'
import { count } from './words.ts'
import { words } from './catalogue.ts'

type Stood = Output<'case.get'>['stood']

/** Says beyond mistaking that what is shown is not how things are now. `stood` is null while it is on its way. */
export const PastBanner = ({ stood, onLeave }: { stood: Stood; onLeave: () => void }): ReactElement => (
  <div className="past-banner" role="status">
    {stood ? (
      <p>
        <b>
          {words.asItStoodOn}{' '}
          <time dateTime={stood.at} title={instantInFull(stood.at)}>
            {dayAndClock(stood.at)} {zoneName(viewerZone)}
          </time>
        </b>{' '}
        {words.ofEntriesRootNothingCanBe({
          entries: count(stood.entries),
          total: count(stood.total),
          shortHash: <ShortHash hash={stood.root} />,
        })}
      </p>
    ) : (
      <p>
        <b>{words.lookingBack}</b>
      </p>
    )}
    <Button onClick={onLeave} rightSection={<Kbd>Esc</Kbd>}>
      {words.returnToNow}
    </Button>
  </div>
)
