import { clsx } from 'clsx'
import { useQueries } from '@tanstack/react-query'
import type { ReactElement, ReactNode } from 'react'
import type { AnswerTo } from '../../../shared/contract/evidence/asks.ts'
import { client } from '../../session/client.ts'
import { words } from './catalogue.ts'
import type { PlacedMark } from './mark-place.ts'
import { Pins } from './pin.tsx'
import { shownLetters } from './shown-text.ts'
import type { NumberedBlock, Which } from './which.ts'
import styles from './document.module.css'

type Block = AnswerTo<'blocks'>['blocks'][number]

/** Blocks that are asked for, and drawn, at once. */
export const blocksAtOnce = 60

/** The blocks of the stretches that are in sight. */
export function useBlocks(which: Which, stretches: readonly number[]): NumberedBlock[] {
  const answers = useQueries({
    queries: stretches.map((stretch) => {
      const part = { ask: 'blocks' as const, from: stretch * blocksAtOnce, count: blocksAtOnce }
      const input = { ...which, part }
      return {
        queryKey: ['exhibit.part', input],
        queryFn: () => client.call('exhibit.part', input),
        staleTime: Number.POSITIVE_INFINITY,
      }
    }),
  })
  return answers.flatMap(({ data }, n) =>
    data?.ask === 'blocks'
      ? data.blocks.map((block, index) => ({ ...block, index: (stretches[n] ?? 0) * blocksAtOnce + index }))
      : [],
  )
}

/** Stretches of the whole text, in characters. */
type Marked = readonly { from: number; to: number; on?: boolean }[]

const looks: Record<Block['spans'][number]['kind'], string | undefined> = {
  inserted: styles.inserted,
  deleted: styles.deleted,
  moved: styles.moved,
  hidden: styles.hidden,
  'struck out': styles['struck-out'],
  comment: styles.comment,
  note: styles.note,
  field: styles.field,
  header: styles.header,
  bold: styles.bold,
  italic: styles.italic,
}

const blockLooks: Record<Block['kind'], string | undefined> = {
  paragraph: undefined,
  heading: styles.heading,
  item: styles.item,
  row: undefined,
}

interface BlocksProps {
  blocks: readonly NumberedBlock[]
  marked: Marked
  marks: readonly PlacedMark[]
  onMark: (id: string) => void
}

/** The marks whose places begin in a block. */
const marksIn = ({ index, start, text }: NumberedBlock, marks: readonly PlacedMark[]): PlacedMark[] =>
  marks.filter(({ at }) =>
    at?.kind === 'text'
      ? at.from >= start && at.from <= start + text.length
      : at?.kind === 'line' && at.line === index + 1,
  )

/** Blocks one after the other; rows that follow one another are one table. */
export function Blocks({ blocks, marked, marks, onMark }: BlocksProps): ReactElement {
  const groups: NumberedBlock[][] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    if (last && block.kind === 'row' && last[0]?.kind === 'row') last.push(block)
    else groups.push([block])
  }
  return (
    <>
      {groups.map((group) => {
        const [first] = group
        if (!first) return null
        if (first.kind === 'row') return <Table key={first.index} rows={group} {...{ marked, marks, onMark }} />
        const before = blocks[blocks.indexOf(first) - 1]
        return <OneBlock key={first.index} block={first} before={before} {...{ marked, marks, onMark }} />
      })}
    </>
  )
}

const Table = ({
  rows,
  marked,
  marks,
  onMark,
}: Omit<BlocksProps, 'blocks'> & { rows: readonly NumberedBlock[] }): ReactElement => (
  <div className={styles.table}>
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.index} data-block={row.index}>
            {row.cells.map((end, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- cells have no name
              <td key={index}>
                {index === 0 && <Pins marks={marksIn(row, marks)} onMark={onMark} />}
                <Words block={row} from={index === 0 ? 0 : (row.cells[index - 1] ?? 0) + 1} to={end} marked={marked} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

interface OneBlockProps extends Omit<BlocksProps, 'blocks'> {
  block: NumberedBlock
  before: NumberedBlock | undefined
}

function OneBlock({ block, before, marked, marks, onMark }: OneBlockProps): ReactElement {
  const { kind, depth, at, index, text, cut } = block
  const inner = <Words block={block} from={0} to={text.length} marked={marked} />
  const level = Math.min(6, depth + 2)
  const indent = { paddingInlineStart: kind === 'item' ? 24 + depth * 20 : 0 }
  return (
    <>
      {at !== null && at !== before?.at && <p className={styles.divider}>{words.slide(at.replace(/^p\. /, ''))}</p>}
      <div
        data-block={index}
        className={clsx(styles.block, blockLooks[kind])}
        style={indent}
        {...(kind === 'heading' ? { role: 'heading', 'aria-level': level } : {})}
        data-depth={depth}
      >
        <span className={styles.margin}>
          <Pins marks={marksIn(block, marks)} onMark={onMark} />
        </span>
        {inner}
        {cut > 0 && <small className="quiet">{words.moreCharacters(cut)}</small>}
      </div>
    </>
  )
}

interface WordsProps {
  block: NumberedBlock
  from: number
  to: number
  marked: Marked
}

/** A stretch of a block in pieces that have the same said of them; each knows where it begins in the block. */
function Words({ block: { text, spans, start }, from, to, marked }: WordsProps): ReactElement {
  const edges = new Set([from, to])
  const own = spans.filter((span) => span.to > from && span.from < to)
  for (const span of own) for (const edge of [span.from, span.inner, span.to]) edges.add(edge)
  // The closing bracket of what is named belongs to its name.
  for (const span of own) if (span.inner > span.from) edges.add(span.to - 1)
  const lit = marked.filter((one) => one.to > start + from && one.from < start + to)
  for (const one of lit) for (const edge of [one.from - start, one.to - start]) edges.add(edge)
  const cuts = [...edges].filter((edge) => edge >= from && edge <= to).toSorted((one, two) => one - two)
  const pieces: ReactNode[] = []
  for (const [n, begin] of cuts.entries()) {
    const end = cuts[n + 1]
    if (end === undefined || end <= begin) continue
    const around = own.filter((span) => span.from <= begin && span.to >= end)
    const innermost = around.toSorted((one, two) => two.from - one.from || one.to - two.to)[0]
    const named =
      innermost !== undefined &&
      innermost.inner > innermost.from &&
      (end <= innermost.inner || (begin === innermost.to - 1 && text.charAt(begin) === ']'))
    const litBy = lit.filter((one) => one.from - start <= begin && one.to - start >= end)
    pieces.push(
      <span
        key={begin}
        data-from={begin}
        data-to={end}
        className={clsx(
          around.map(({ kind }) => looks[kind]),
          named && styles.name,
          litBy.length > 0 && styles.lit,
          litBy.some(({ on }) => on === true) && styles.on,
        )}
      >
        {shownLetters(text.slice(begin, end))}
      </span>,
    )
  }
  return <>{pieces.length === 0 ? <br /> : pieces}</>
}
