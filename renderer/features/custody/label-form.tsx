import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { labelSheets, sheetNames, type SheetName } from '../../../shared/contract/label-sheets.ts'
import { numeral } from '../../../shared/kernel/catalogue.ts'
import { useTask } from '../../session/tasks.ts'
import { byTask, FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { words } from './catalogue.ts'

interface LabelFormProps {
  detail: { id: string; number: string }
  /** Of one item; left out: of all of the case. */
  item: string | undefined
  onDone: () => void
}

const sheets = () =>
  sheetNames.map((value) => {
    const { paper, width, height, columns, rows } = labelSheets[value]
    const [maker = '', number = ''] = value.split('-')
    return {
      value,
      label: words.sheetOf({
        name: `${maker === 'avery' ? 'Avery' : 'Herma'} ${number.toUpperCase()}`,
        labels: numeral(columns * rows),
        width: numeral(Math.round(width * 10) / 10),
        height: numeral(Math.round(height * 10) / 10),
        paper: words.papers[paper],
      }),
    }
  })

/** Labels to print on a sheet that is cut. */
export function LabelForm({ detail, item, onDone }: LabelFormProps): ReactElement {
  const printing = useTask('item.label', detail.id)
  const form = useContractForm('item.label', {
    kept: `labels ${detail.id}`,
    values: { sheet: 'avery-l7160' as SheetName, skip: '0' },
    input: ({ sheet, skip }) => ({
      case: detail.id,
      ...(item === undefined ? {} : { items: [item] }),
      sheet,
      skip: /^\d{1,2}$/.test(skip.trim()) ? Number(skip) : skip,
    }),
    action: byTask(printing, words.printLabels),
    stays: true,
  })
  return (
    <FormPanel
      form={form}
      title={words.printLabels}
      kicker={item ?? detail.number}
      failed={words.labelsNotPrinted}
      says={words.labelsSay}
      onClose={onDone}
    >
      <NativeSelect label={words.sheet} data={sheets()} {...form.field('sheet')} />
      <TextInput label={words.skip} inputMode="numeric" {...form.field('skip')} />
      {printing.result && <ShownFile file={printing.result.file} says={words.labelsPrinted(printing.result.labels)} />}
    </FormPanel>
  )
}
