import { Button, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useContractForm } from '../../ui/contract-form.tsx'
import { Problem } from '../../ui/problem.tsx'
import { words } from './catalogue.ts'
import styles from './ledger.module.css'

/** The one way on in a vault that is older than, or another than, the head known outside: to say why, for the record. */
export function WorkOn(): ReactElement {
  const form = useContractForm('ledger.acceptOlder', {
    values: { reason: '' },
    says: { reason: words.sayWhyItGoesOnRecord },
  })
  return (
    <form className={styles['work-on']} onSubmit={form.submit}>
      <TextInput label={words.reasonToWorkOnInThis} placeholder={words.whyTheNewerOneIsNot} {...form.field('reason')} />
      {/* What ends the reading alone is the one thing that goes on in it. */}
      <Button type="submit" disabled={form.pending}>
        {words.workOnInThisVault}
      </Button>
      <Problem problem={form.problem} />
    </form>
  )
}
