import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import { auditIntervals } from '../../../shared/contract/ledger.ts'
import { useAsk, useCommand } from '../../session/client.ts'
import { mayIn } from '../../session/permitted.ts'
import type { VaultInfo } from '../../session/session.ts'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { words as fixed } from './catalogue.ts'

const words: Record<(typeof auditIntervals)[number], string> = fixed.words

/** How often the vault is audited in full by itself, and when it last was. */
export function AuditSchedule({ vault }: { vault: VaultInfo }): ReactElement | null {
  const reads = mayIn(vault, 'ledger.read').now
  const schedule = useAsk('audit.schedule', {}, { enabled: reads })
  const change = useCommand('audit.setSchedule')
  if (!reads) return null
  const { data } = schedule
  return (
    <section className="form" aria-labelledby="audit-schedule">
      <h2 id="audit-schedule">{fixed.audit}</h2>
      <Problem problem={schedule.error} title={fixed.theScheduleCouldNotBeRead} />
      {data && (
        <>
          <NativeSelect
            label={fixed.fullAuditAfterUnlocking}
            value={data.every}
            disabled={change.isPending || !mayIn(vault, 'vault.maintain').now}
            onChange={({ currentTarget }) => {
              const every = auditIntervals.find((one) => one === currentTarget.value)
              if (every) change.mutate({ every }, { onSuccess: () => void schedule.refetch() })
            }}
            data={auditIntervals.map((value) => ({ value, label: words[value] }))}
          />
          <Problem problem={change.error} title={fixed.theScheduleWasNotChanged} />
          <p className="quiet">
            {data.last ? (
              <>
                {fixed.lastAuditedInFullByOver({
                  at: <At at={data.last.at} full />,
                  plainly: plainly(data.last.by),
                  entries: fixed.entries(data.last.size),
                })}
              </>
            ) : (
              fixed.noFullAuditIsOnRecord
            )}{' '}
            {fixed.whatWasAddedSinceThenIs}
          </p>
        </>
      )}
    </section>
  )
}
