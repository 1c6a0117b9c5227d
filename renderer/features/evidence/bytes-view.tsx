import { SegmentedControl } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { client, useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { plainly } from '../../ui/name.ts'
import { useListWindow, usePages } from '../../ui/use-window.ts'
import { words } from './catalogue.ts'
import type { ViewProps, Which } from './which.ts'
import styles from './viewer.module.css'

const perRow = 16
/** Rows that are asked for at once. */
const page = 256
const rowHeight = 18

/** What nothing of ours reads: its bytes, the words in them, and how ordered it is. */
export function BytesView({ which, opened, view }: ViewProps<'bytes'>): ReactElement {
  const [shown, setShown] = useState<'bytes' | 'strings'>('bytes')
  return (
    <div className={styles.view}>
      <div className={styles.bar} role="toolbar" aria-label={words.view}>
        <SegmentedControl
          value={shown}
          onChange={(value) => setShown(value === 'strings' ? 'strings' : 'bytes')}
          data={[
            { value: 'bytes', label: words.bytes },
            { value: 'strings', label: words.wordsInIt },
          ]}
        />
        <span className="quiet">{view.why}</span>
        <Entropy values={view.entropy} />
      </div>
      {opened.size > 0 && shown === 'bytes' && <Hex which={which} size={opened.size} name={opened.name} />}
      {opened.size > 0 && shown === 'strings' && <Strings which={which} />}
    </div>
  )
}

/** How ordered the file is, from its beginning to its end: a full bar is compressed or encrypted. */
const Entropy = ({ values }: { values: readonly number[] }): ReactElement | null =>
  values.length === 0 ? null : (
    <svg
      className={styles.entropy}
      viewBox={`0 0 ${values.length} 8`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.bitsAByte({ least: Math.min(...values), most: Math.max(...values) })}
    >
      {values.map((value, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- stretches have no name
        <rect key={index} x={index} y={8 - value} width={1} height={value} />
      ))}
    </svg>
  )

function Hex({ which, size, name }: { which: Which; size: number; name: string }): ReactElement {
  const [pages, onRange] = usePages(page)
  const numbers = Array.from({ length: pages.to - pages.from + 1 }, (_, index) => pages.from + index)
  const answers = useQueries({
    queries: numbers.map((number) => {
      const input = { ...which, part: { ask: 'bytes' as const, from: number * page * perRow, length: page * perRow } }
      return {
        queryKey: ['exhibit.part', input],
        queryFn: () => client.call('exhibit.part', input),
        staleTime: Number.POSITIVE_INFINITY,
      }
    }),
  })
  const hexAt = (row: number): string => {
    const data = answers[numbers.indexOf(Math.floor(row / page))]?.data
    const from = (row % page) * perRow * 2
    return data?.ask === 'bytes' ? data.hex.slice(from, from + perRow * 2) : ''
  }
  const { scroller, rows, height } = useListWindow({
    count: Math.ceil(size / perRow),
    rowHeight,
    selected: -1,
    onRange,
  })
  return (
    <div ref={scroller} className={styles.lines} tabIndex={0} role="region" aria-label={words.bytesOf(plainly(name))}>
      <div style={{ height: height, position: 'relative' }}>
        {rows.map(({ key, index, top }) => {
          const hex = hexAt(index).match(/../g) ?? []
          return (
            <div key={key} className={styles.line} style={{ transform: `translateY(${top}px)` }}>
              <b>{(index * perRow).toString(16).padStart(8, '0')}</b>
              <code className={styles.hex}>{hex.join(' ')}</code>
              <code>{hex.map(letter).join('')}</code>
            </div>
          )
        })}
      </div>
    </div>
  )
}

function letter(hex: string): string {
  const code = Number.parseInt(hex, 16)
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·'
}

function Strings({ which }: { which: Which }): ReactElement {
  const answer = useAsk('exhibit.part', { ...which, part: { ask: 'strings', from: 0 } })
  if (answer.data?.ask !== 'strings') return <Loading what={words.theWords} />
  const { strings, next } = answer.data
  return (
    <div className={styles.lines} tabIndex={0} role="region" aria-label={words.wordsInIt}>
      {strings.map(({ at, text }) => (
        <div key={at} className={styles['string-line']}>
          <b>{at.toString(16).padStart(8, '0')}</b>
          <code>{plainly(text)}</code>
        </div>
      ))}
      {next !== null && <p className="quiet">{words.firstMegabyte}</p>}
    </div>
  )
}
