import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import { auditIntervals } from '../../../shared/contract/ledger.ts'
import { useAsk, useCommand } from '../../session/client.ts'
import { mayIn } from '../../session/permitted.ts'
import type { VaultInfo } from '../../session/session.ts'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'

const words: Record<(typeof auditIntervals)[number], string> = {
  never: 'Never by itself',
  daily: 'Every day',
  weekly: 'Every week',
  monthly: 'Every month',
}

/** How often the vault is audited in full by itself, and when it last was. */
export function AuditSchedule({ vault }: { vault: VaultInfo }): ReactElement | null {
  const reads = mayIn(vault, 'ledger.read').now
  const schedule = useAsk('audit.schedule', {}, { enabled: reads })
  const change = useCommand('audit.setSchedule')
  if (!reads) return null
  const { data } = schedule
  return (
    <section className="form" aria-labelledby="audit-schedule">
      <h2 id="audit-schedule">Audit</h2>
      <Problem problem={schedule.error} title="The schedule could not be read" />
      {data && (
        <>
          <NativeSelect
            label="Full audit after unlocking"
            value={data.every}
            disabled={change.isPending || !mayIn(vault, 'vault.maintain').now}
            onChange={({ currentTarget }) => {
              const every = auditIntervals.find((one) => one === currentTarget.value)
              if (every) change.mutate({ every }, { onSuccess: () => void schedule.refetch() })
            }}
            data={auditIntervals.map((value) => ({ value, label: words[value] }))}
          />
          <Problem problem={change.error} title="The schedule was not changed" />
          <p className="quiet">
            {data.last ? (
              <>
                Last audited in full <At at={data.last.at} full /> by {plainly(data.last.by)}, over{' '}
                {plural(data.last.size, 'entry', 'entries')}: nothing was changed.
              </>
            ) : (
              'No full audit is on record yet.'
            )}{' '}
            What was added since then is checked each time the vault is unlocked.
          </p>
        </>
      )}
    </section>
  )
}
