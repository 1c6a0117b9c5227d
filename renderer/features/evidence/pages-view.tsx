import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react'
import { parseAt } from '../../../shared/kernel/pinpoint.ts'
import { useBoxTool } from './box-tool.tsx'
import { words } from './catalogue.ts'
import { useViewKeys } from './linked.ts'
import { Outline } from './outline.tsx'
import { PageRail } from './page-rail.tsx'
import { Page } from './page.tsx'
import { useReadText } from './read-text.tsx'
import { SecondReading } from './second-reading.tsx'
import { useSelection } from './selection.ts'
import { useChosen } from './use-chosen.ts'
import { usePageWords } from './use-page-words.ts'
import type { ViewProps } from './which.ts'
import { selectByKey } from './word-keys.ts'
import { ZoomBar } from './zoom-bar.tsx'
import { useZoom } from './zoom.ts'
import styles from './viewer.module.css'

const gap = 12
const margin = 16

/** A place that is a page or lies on it: `p. 3`, `p. 3 [72,90 200×20]`. */
const onPage = (at: string, page: number): boolean => at === `p. ${page}` || at.startsWith(`p. ${page} [`)

type Beside = 'contents' | 'pages' | undefined

/** Pages one below the other, each drawn by the reader, with its words over it. */
export function PagesView({ which, view, at, turn, hits, marks, onHere, onMark }: ViewProps<'pages'>): ReactElement {
  const sizeOf = (index: number): { width: number; height: number } =>
    view.pages[index] ?? view.pages.at(-1) ?? { width: 595, height: 842 }
  const widest = Math.max(...view.pages.map(({ width }) => width))
  const zooming = useZoom(words.pages, (width) => Math.min(2, (width - 2 * margin) / widest), 'place')
  const { scale, room } = zooming
  const [beside, setBeside] = useState<Beside>(view.outline.length > 0 ? 'contents' : undefined)
  // oxlint-disable-next-line react/incompatible-library -- it concerns the React compiler, which is not in use
  const pages = useVirtualizer({
    count: view.count,
    getScrollElement: () => room.current,
    estimateSize: (index) => sizeOf(index).height * scale + gap,
    overscan: 1,
    paddingStart: margin,
  })
  const place = at === undefined ? undefined : parseAt(at)
  const wanted = place?.kind === 'page' ? place.page : undefined
  const below = place?.kind === 'page' ? (place.boxes?.[0]?.y ?? 0) : 0
  useEffect(() => {
    if (wanted === undefined) return
    const index = Math.min(wanted, view.count) - 1
    const [top = 0] = pages.getOffsetForIndex(index, 'start') ?? []
    const height = room.current?.clientHeight ?? 0
    // A place low on its page comes into sight with what stands above it.
    const lower = below * scale > height * 0.7 ? below * scale - height / 3 : 0
    pages.scrollToOffset(top + lower)
    // oxlint-disable-next-line react/exhaustive-deps -- another zoom does not go to the place again
  }, [pages, wanted, below, view.count, turn, room])
  const shown = pages.getVirtualItems()
  const middle = (pages.scrollOffset ?? 0) + (room.current?.clientHeight ?? 0) / 2
  const current = shown.find(({ end }) => end >= middle)?.index ?? 0
  const reading = useRef({ page: 0, scale })
  // Another zoom leaves the page that is read where it is.
  useEffect(() => {
    const before = reading.current
    if (before.scale === scale) {
      before.page = current
      return
    }
    reading.current = { page: before.page, scale }
    pages.measure()
    pages.scrollToIndex(before.page, { align: 'start' })
  }, [pages, scale, current])
  const { choose } = useChosen(onHere, { usual: `p. ${current + 1}`, turn })
  const { onWords, placeOf, placeOfBox } = usePageWords()
  const chooseWords = useRef(choose)
  useEffect(() => {
    chooseWords.current = choose
  })
  const onRange = useCallback(
    (range: Range | null) => chooseWords.current(range ? placeOf(range) : undefined),
    [placeOf],
  )
  useSelection(room, onRange)
  const boxTool = useBoxTool({
    room,
    scale,
    fine: 10,
    page: current + 1,
    sizeOf: (page) => sizeOf(page - 1),
    onBox: (page, box) => choose(placeOfBox(page, box)),
  })
  const ocr = useReadText({ which, page: current + 1, what: 'page' })
  const goTo = (page: number): void => {
    // What was chosen on the page before is not what is looked at now.
    document.getSelection()?.removeAllRanges()
    choose(undefined)
    pages.scrollToIndex(Math.max(0, Math.min(view.count - 1, page - 1)), { align: 'start' })
  }
  const toggle = (which: Beside): void => setBeside(beside === which ? undefined : which)
  useViewKeys(words.pages, [
    { key: 'j', says: words.keyNextPage, run: () => goTo(current + 2) },
    { key: 'k', says: words.keyPageBefore, run: () => goTo(current) },
    { key: 'g', says: words.keyFirstPage, run: () => goTo(1) },
    { key: 't', says: words.keyPages, run: () => toggle('pages') },
    { key: 'Shift+Arrows', says: words.keySelectWords, run: () => undefined },
  ])
  const marksOn = (page: number): typeof marks =>
    marks.filter(({ at: of }) => of?.kind === 'page' && page >= of.page && page <= (of.to ?? of.page))
  return (
    <div className={styles.view}>
      <ZoomBar zooming={zooming}>
        <span className={styles.place}>
          {words.page}{' '}
          <input
            key={current}
            type="number"
            min={1}
            max={view.count}
            defaultValue={current + 1}
            aria-label={words.page}
            onKeyDown={(event) => event.key === 'Enter' && goTo(Number(event.currentTarget.value))}
          />{' '}
          {words.ofPages(view.count)}
        </span>
        {view.outline.length > 0 && (
          <Button variant="subtle" aria-pressed={beside === 'contents'} onClick={() => toggle('contents')}>
            {words.contents}
          </Button>
        )}
        {view.count > 1 && (
          <Button variant="subtle" aria-pressed={beside === 'pages'} onClick={() => toggle('pages')}>
            {words.pages}
          </Button>
        )}
        {boxTool.control}
        {ocr.controls}
        <SecondReading which={which} page={current + 1} />
      </ZoomBar>
      <div className={styles.beside}>
        {beside === 'contents' && <Outline outline={view.outline} onPage={goTo} />}
        {beside === 'pages' && (
          <PageRail {...{ which, count: view.count, sizeOf, current }} marked={countsOf(marks)} onPage={goTo} />
        )}
        <div
          ref={room}
          className={styles.room}
          tabIndex={0}
          role="document"
          aria-label={words.pagesOf(view.count)}
          onKeyDown={(event) => boxTool.onKeyDown(event) || selectByKey(event)}
        >
          <div style={{ height: pages.getTotalSize(), position: 'relative', minWidth: widest * scale + 2 * margin }}>
            {shown.map(({ index, start }) => (
              <Page
                key={index}
                {...{ which, scale, onMark, onWords }}
                page={index + 1}
                size={sizeOf(index)}
                top={start}
                read={ocr.words(index + 1)}
                marks={marksOn(index + 1)}
                boxes={[
                  ...(place?.kind === 'page' && place.page === index + 1 ? (place.boxes ?? []) : []),
                  ...hits.filter(({ at: of }) => onPage(of, index + 1)).flatMap(({ boxes }) => boxes),
                ]}
              >
                {boxTool.layer(index + 1)}
              </Page>
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}

/** How many marks begin on each page. */
function countsOf(marks: ViewProps<'pages'>['marks']): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { at } of marks) if (at?.kind === 'page') counts.set(at.page, (counts.get(at.page) ?? 0) + 1)
  return counts
}
