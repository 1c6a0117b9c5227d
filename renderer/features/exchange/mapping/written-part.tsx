import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ImportTable } from '../../../../shared/contract/exchange.ts'
import type { Written } from '../../../../shared/contract/intake.ts'
import { plural } from '../../../ui/words.ts'
import styles from '../import.module.css'

const encodings = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian)',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Western European (Windows-1252)',
  'windows-1250': 'Central European (Windows-1250)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  'koi8-r': 'Cyrillic (KOI8-R)',
  'windows-1253': 'Greek (Windows-1253)',
  'windows-1254': 'Turkish (Windows-1254)',
  'windows-1255': 'Hebrew (Windows-1255)',
  'windows-1256': 'Arabic (Windows-1256)',
  'windows-1257': 'Baltic (Windows-1257)',
  'windows-1258': 'Vietnamese (Windows-1258)',
  'windows-874': 'Thai (Windows-874)',
  shift_jis: 'Japanese (Shift_JIS)',
  gb18030: 'Simplified Chinese (GB18030)',
  big5: 'Traditional Chinese (Big5)',
  'euc-kr': 'Korean (EUC-KR)',
  macintosh: 'Western European (Mac)',
  ibm850: 'Western European (DOS, 850)',
} as const
const delimiters = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as const

const named = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key

interface WrittenPartProps {
  table: ImportTable
  /** How many rows there are; null while that is not known. */
  rows: number | null
  value: Written | undefined
  onChange: (written: Written | undefined) => void
}

/** How the table is written, as its bytes say or as a person says in their place. */
export function WrittenPart({ table, rows, value, onChange }: WrittenPartProps): ReactElement {
  const { encoding, delimiter, columns, headerLine } = table
  const letters = value?.encoding
  const known = letters === undefined || letters in encodings ? encodings : { ...encodings, [letters]: letters }
  const change = (next: Written): void => {
    const given = Object.fromEntries(Object.entries(next).filter(([, one]) => one !== undefined))
    onChange(Object.keys(given).length === 0 ? undefined : given)
  }
  return (
    <fieldset>
      <legend>How it is written</legend>
      <p>
        {rows !== null && `${plural(rows, 'row')}, `}
        {plural(columns.length, 'column')} named in line {headerLine}, letters {named(encodings, encoding)}, cells
        separated by {named(delimiters, delimiter)}.
      </p>
      <div className={styles['import-columns']}>
        <NativeSelect
          label="Letters"
          data={[
            { value: '', label: 'as its bytes say' },
            ...Object.entries(known).map(([key, label]) => ({ value: key, label })),
          ]}
          value={letters ?? ''}
          onChange={(event) => change({ ...value, encoding: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          label="Cells are separated by"
          data={[
            { value: '', label: 'as its rows say' },
            ...Object.entries(delimiters).map(([key, label]) => ({ value: key, label })),
          ]}
          value={value?.delimiter ?? ''}
          onChange={(event) => {
            const sign = event.currentTarget.value
            change({ ...value, delimiter: delimiterKeys.find((one) => one === sign) })
          }}
        />
      </div>
    </fieldset>
  )
}

const delimiterKeys = [',', ';', '\t', '|'] as const
