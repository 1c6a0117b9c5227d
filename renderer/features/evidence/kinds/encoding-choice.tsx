import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Opened } from '../which.ts'
import { words } from './catalogue.ts'

/** Encodings in which texts come (WHATWG Encoding, and two of DOS), by the names that people know. */
const encodings: readonly (readonly [value: string, label: string])[] = [
  ['utf-8', 'UTF-8'],
  ['utf-16le', 'UTF-16LE'],
  ['utf-16be', 'UTF-16BE'],
  ['windows-1252', 'Windows-1252'],
  ['windows-1250', 'Windows-1250'],
  ['windows-1251', 'Windows-1251'],
  ['windows-1253', 'Windows-1253'],
  ['windows-1254', 'Windows-1254'],
  ['windows-1255', 'Windows-1255'],
  ['windows-1256', 'Windows-1256'],
  ['windows-1257', 'Windows-1257'],
  ['windows-1258', 'Windows-1258'],
  ['windows-874', 'Windows-874'],
  ['koi8-r', 'KOI8-R'],
  ['koi8-u', 'KOI8-U'],
  ['cp866', 'CP866'],
  ['cp437', 'CP437'],
  ['cp850', 'CP850'],
  ['macintosh', 'Macintosh'],
  ['shift_jis', 'Shift_JIS'],
  ['euc-jp', 'EUC-JP'],
  ['iso-2022-jp', 'ISO-2022-JP'],
  ['gb18030', 'GB18030'],
  ['big5', 'Big5'],
  ['euc-kr', 'EUC-KR'],
]

interface EncodingChoiceProps {
  opened: Opened
  chosen: string | undefined
  onChoose: (encoding: string | undefined) => void
}

/** Of a text: reads it by another encoding than the one that its bytes look like. The file stays as it is. */
export function EncodingChoice({ opened, chosen, onChoose }: EncodingChoiceProps): ReactElement | null {
  const { view, reader } = opened
  if (!/^(?:lines|chat|page) /.test(reader)) return null
  const told = view.kind === 'lines' && chosen === undefined ? view.encoding : undefined
  return (
    <NativeSelect
      label={words.readAs}
      value={chosen ?? ''}
      onChange={({ currentTarget: { value } }) => onChoose(value === '' ? undefined : value)}
      data={[
        { value: '', label: told === undefined ? words.asItLooks : words.asItLooksNamed(told) },
        ...encodings.map(([value, label]) => ({ value, label })),
      ]}
    />
  )
}
