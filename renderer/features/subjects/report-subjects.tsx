import { useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Asked } from './asked.ts'
import { InvolvementList } from './involvement-list.tsx'
import { ChangeInvolvement, InvolveForm } from './involve-form.tsx'
import { WithdrawForm } from './withdraw-form.tsx'
import { words } from './catalogue.ts'
import styles from './subjects.module.css'

/** Who and what is involved in a report, in its panel; what is asked opens below. */
export function ReportSubjects({ report }: { report: { id: string; number: string } }): ReactElement | null {
  const { granted } = useMay('case.read')
  const { data, error } = useAsk('involvement.list', { report: report.id }, { enabled: granted })
  const [asked, setAsked] = useState<Asked>()
  const close = (): void => setAsked(undefined)
  if (!granted) return null
  return (
    <section className={styles['report-subjects']} aria-label={words.peoplePlaces}>
      <h3>{words.peoplePlaces}</h3>
      <Problem problem={error} title={words.thePeopleAndPlacesCouldNot} />
      {data && (
        <InvolvementList
          items={data.items}
          shows="who"
          home={report.id}
          empty={words.nobodyIsOnRecordForThis}
          onAsk={setAsked}
        />
      )}
      {asked === undefined && (
        <Act needs="case.write" variant="subtle" className="outdent" onClick={() => setAsked({ what: 'involve' })}>
          {words.involveSomebody}
        </Act>
      )}
      {asked?.what === 'involve' && (
        <InvolveForm within={{ report: report.id }} kicker={report.number} onDone={close} />
      )}
      {asked?.what === 'change' && <ChangeInvolvement involvement={asked.involvement} onDone={close} />}
      {asked?.what === 'withdraw' && <WithdrawForm withdrawing={asked.withdrawing} onDone={close} />}
    </section>
  )
}
