import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react'
import { parseAt, showAt } from '../../../shared/kernel/pinpoint.ts'
import { useAsk } from '../../session/client.ts'
import { plainly } from '../../ui/name.ts'
import { words } from './catalogue.ts'
import { Blocks, blocksAtOnce, useBlocks } from './blocks.tsx'
import { quotedMost } from './selected-lines.ts'
import { useSelection } from './selection.ts'
import { spanOf } from './shown-text.ts'
import { useChosen } from './use-chosen.ts'
import type { ViewProps } from './which.ts'
import { selectByKey } from './word-keys.ts'
import documents from './document.module.css'
import styles from './viewer.module.css'

/** Pixels that a stretch of blocks is taken to need until it is drawn. */
const estimate = 1600

/** A document laid out by its headings, lists and tables, with what was changed, hidden and remarked in place. */
export function DocumentView({
  which,
  opened,
  view,
  at,
  turn,
  hits,
  marks,
  onHere,
  onMark,
}: ViewProps<'document'>): ReactElement {
  const room = useRef<HTMLDivElement>(null)
  const [outlined, setOutlined] = useState(view.outline.length > 1)
  // oxlint-disable-next-line react/incompatible-library -- it concerns the React compiler, which is not in use
  const window = useVirtualizer({
    count: Math.ceil(view.blocks / blocksAtOnce),
    getScrollElement: () => room.current,
    estimateSize: () => estimate,
    overscan: 1,
  })
  const shown = window.getVirtualItems()
  const blocks = useBlocks(
    which,
    shown.map(({ index }) => index),
  )
  const place = at === undefined ? undefined : parseAt(at)
  const cited = place?.kind === 'text' || place?.kind === 'line' || place?.kind === 'page' ? at : undefined
  const located = useAsk(
    'exhibit.part',
    { ...which, part: { ask: 'locate', at: cited ?? 'line 1' } },
    { enabled: cited !== undefined },
  )
  const found = cited !== undefined && located.data?.ask === 'locate' ? located.data : undefined
  const goTo = useCallback(
    (block: number): void => window.scrollToIndex(Math.floor(block / blocksAtOnce), { align: 'start' }),
    [window],
  )
  const wanted = found?.block ?? undefined
  useEffect(() => {
    if (wanted !== undefined) goTo(wanted)
  }, [goTo, wanted, turn])
  const isThere = blocks.some(({ index }) => index === wanted)
  useEffect(() => {
    if (wanted === undefined || !isThere) return
    room.current?.querySelector(`[data-block="${wanted}"]`)?.scrollIntoView({ block: 'center' })
  }, [wanted, isThere, turn])
  const { reader } = opened
  const { choose } = useChosen(onHere, { turn })
  const now = useRef({ blocks, choose })
  useEffect(() => {
    now.current = { blocks, choose }
  })
  const onRange = useCallback(
    (range: Range | null): void => {
      if (!range) {
        now.current.choose(undefined)
        return
      }
      const span = spanOf(range, now.current.blocks)
      if (!span) return
      const { from, to, words, first, last } = span
      now.current.choose(
        words.length > quotedMost
          ? showAt({ kind: 'line', line: first + 1, ...(last > first ? { to: last + 1 } : {}) })
          : showAt({ kind: 'text', from, to, words, reader }),
      )
    },
    [reader],
  )
  useSelection(room, onRange)
  const spans = hits.flatMap((hit) => {
    const one = parseAt(hit.at)
    return one?.kind === 'text' ? [{ from: one.from, to: one.to }] : []
  })
  const marked = marks.flatMap(({ at: of, on }) =>
    of?.kind === 'text' && (of.reader === undefined || of.reader === reader) ? [{ from: of.from, to: of.to, on }] : [],
  )
  return (
    <div className={styles.view}>
      <div className={styles.bar} role="toolbar" aria-label={words.view}>
        {view.outline.length > 1 && (
          <Button variant="subtle" aria-pressed={outlined} onClick={() => setOutlined(!outlined)}>
            {words.contents}
          </Button>
        )}
        <span>{words.paragraphs(view.blocks)}</span>
        <span className="quiet">{words.laidOut}</span>
        {found?.says != null && (
          <span role="status" className={documents.says}>
            {found.says}
          </span>
        )}
      </div>
      <div className={styles.beside}>
        {outlined && (
          <nav className={styles.outline} aria-label={words.contentsOfDocument}>
            <ol>
              {view.outline.map(({ title, depth, block }) => (
                <li key={block} style={{ paddingInlineStart: Math.min(depth, 8) * 12 }}>
                  <button
                    type="button"
                    onClick={() => {
                      goTo(block)
                      requestAnimationFrame(() =>
                        room.current?.querySelector(`[data-block="${block}"]`)?.scrollIntoView({ block: 'start' }),
                      )
                    }}
                  >
                    {plainly(title)}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div
          ref={room}
          className={documents.pane}
          tabIndex={0}
          role="document"
          aria-label={words.textOf(plainly(opened.name))}
          onKeyDown={selectByKey}
        >
          {blocks.length === view.blocks && blocks.every(({ text }) => text.trim() === '') && (
            <p className={documents.empty}>{words.noText}</p>
          )}
          <div className={documents.paper} style={{ height: window.getTotalSize() }}>
            {shown.map(({ index, start }) => (
              <div
                key={index}
                ref={window.measureElement}
                data-index={index}
                className={documents.stretch}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Blocks
                  blocks={blocks.filter((one) => Math.floor(one.index / blocksAtOnce) === index)}
                  marked={[...spans, ...marked, ...(found && found.block !== null ? [found] : [])]}
                  marks={marks}
                  onMark={onMark}
                />
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}
