import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ImportTable } from '../../../../shared/contract/exchange.ts'
import type { Written } from '../../../../shared/contract/intake.ts'
import { words as fixed } from '../catalogue.ts'
import styles from '../import.module.css'

const encodings = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian)',
  'utf-16be': 'UTF-16 (big-endian)',
  get 'windows-1252'() {
    return fixed.westernEuropeanWindows
  },
  get 'windows-1250'() {
    return fixed.centralEuropeanWindows
  },
  get 'windows-1251'() {
    return fixed.cyrillicWindows
  },
  get 'koi8-r'() {
    return fixed.cyrillicKoiR
  },
  get 'windows-1253'() {
    return fixed.greekWindows
  },
  get 'windows-1254'() {
    return fixed.turkishWindows
  },
  get 'windows-1255'() {
    return fixed.hebrewWindows
  },
  get 'windows-1256'() {
    return fixed.arabicWindows
  },
  get 'windows-1257'() {
    return fixed.balticWindows
  },
  get 'windows-1258'() {
    return fixed.vietnameseWindows
  },
  get 'windows-874'() {
    return fixed.thaiWindows
  },
  get shift_jis() {
    return fixed.japaneseShiftJis
  },
  get gb18030() {
    return fixed.simplifiedChineseGb
  },
  get big5() {
    return fixed.traditionalChineseBig
  },
  get 'euc-kr'() {
    return fixed.koreanEucKr
  },
  get macintosh() {
    return fixed.westernEuropeanMac
  },
  get ibm850() {
    return fixed.westernEuropeanDos
  },
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
      <legend>{fixed.howItIsWritten}</legend>
      <p>
        {rows !== null && `${fixed.rows(rows)}, `}
        {fixed.howTheTableIsRead({
          columns: fixed.columns(columns.length),
          headerLine,
          named: named(encodings, encoding),
          named2: named(delimiters, delimiter),
        })}
      </p>
      <div className={styles['import-columns']}>
        <NativeSelect
          label={fixed.letters}
          data={[
            { value: '', label: fixed.asItsBytesSay },
            ...Object.entries(known).map(([key, label]) => ({ value: key, label })),
          ]}
          value={letters ?? ''}
          onChange={(event) => change({ ...value, encoding: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          label={fixed.cellsAreSeparatedBy}
          data={[
            { value: '', label: fixed.asItsRowsSay },
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
