import { NativeSelect, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { plainly } from '../../ui/name.ts'
import { Panel } from '../../ui/panel.tsx'
import { optionsOf } from '../../ui/words.ts'
import { FactChoice } from '../decisions/index.ts'
import { standardWords } from '../../../shared/contract/closure.ts'
import { findingWords, type About, type Allegation } from './closure.ts'
import { words } from './catalogue.ts'

interface FindingFormProps {
  detail: About
  allegation: Allegation
  onDone: () => void
}

/** What is found on an allegation, on which basis and which records. */
export function FindingForm({ detail, allegation, onDone }: FindingFormProps): ReactElement {
  const { finding: before } = allegation
  const decisions = useAsk('decision.list', { case: detail.id })
  const form = useContractForm('closure.find', {
    kept: `finding ${allegation.id}`,
    values: {
      finding: before?.finding ?? '',
      basis: before?.basis ?? '',
      facts: before?.facts.map(({ kind, ref }) => ({ kind, ref })) ?? [],
    },
    also: { case: detail.id, allegation: allegation.id },
    says: { finding: words.sayWhatWasFound, basis: words.sayWhatItRestsOn },
    onDone,
  })
  return (
    <Panel title={words.findOn(allegation.number)} kicker={detail.number} onClose={onDone} asks>
      <p className="words">{plainly(allegation.text)}</p>
      <p className="quiet">{words.standardOfFinding(standardWords[allegation.standard])}</p>
      <ContractForm
        form={form}
        does={words.recordFinding}
        failed={words.theFindingWasNotRecorded}
        says={words.anEarlierFindingStaysInThe}
      >
        <NativeSelect
          label={words.finding}
          data={[{ value: '', label: words.chooseAFinding }, ...optionsOf(findingWords)]}
          {...form.field('finding')}
        />
        <Textarea
          label={words.basis}
          placeholder={words.whatTheFindingRestsOn}
          autosize
          minRows={3}
          {...form.field('basis')}
        />
        <FactChoice
          detail={detail}
          decisions={decisions.data?.items ?? []}
          chosen={form.values.facts}
          onChange={(facts) => form.set({ facts })}
        />
      </ContractForm>
    </Panel>
  )
}
