import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { doubtfulBelow, ocrLanguages, OcrLanguage } from '../../../shared/contract/evidence/ocr.ts'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { words } from './catalogue.ts'
import { useReadPages, type Read } from './read-pages.ts'
import type { Which } from './which.ts'
import styles from './viewer.module.css'

export type OcrWords = Read['words']

interface ReadTextProps {
  which: Which
  /** What is read: `page 3`, `picture 1`. */
  page: number
  what: 'page' | 'picture'
}

/** Reading the text of pages out of their pictures: the words of each page, and the controls for the one that is looked at. */
export function useReadText({ which, page, what }: ReadTextProps): {
  words: (page: number) => OcrWords | undefined
  controls: ReactElement
} {
  const task = useTask('exhibit.ocr', JSON.stringify([which.exhibit, which.within]))
  const [language, setLanguage] = useState<OcrLanguage>('eng')
  const [read, setRead] = useReadPages(which)
  const here = read[page]
  // Another page may be read before this one is.
  const latest = useRef(read)
  useEffect(() => {
    latest.current = read
  })
  const start = async (): Promise<void> => {
    const found = await task.run(
      { ...which, page, languages: [language] },
      what === 'page' ? words.ocr.readingPage(page) : words.ocr.readingPicture(page),
    )
    if (found) setRead({ ...latest.current, [page]: found })
  }
  const controls = (
    <>
      <span className={styles.place}>
        <Button variant="subtle" loading={task.running} onClick={() => void start()}>
          {words.ocr.read}
        </Button>
        <NativeSelect
          aria-label={words.ocr.language}
          value={language}
          onChange={(event) => setLanguage(OcrLanguage.parse(event.currentTarget.value))}
          data={Object.entries(ocrLanguages).map(([value, label]) => ({ value, label }))}
        />
      </span>
      {(task.running || task.task?.state === 'failed' || here) && (
        <div className={styles.ocr}>
          <TaskProgress task={task.task} />
          {task.task?.state === 'failed' && (
            <Problem problem={task.task.failure} title={words.ocr.failed} onDismiss={task.dismiss} />
          )}
          {here && (
            <p role="status">
              {saysOf(here, what)}{' '}
              <Button
                variant="subtle"
                onClick={() => setRead(Object.fromEntries(Object.entries(read).filter(([of]) => Number(of) !== page)))}
              >
                {words.ocr.hide}
              </Button>
            </p>
          )}
        </div>
      )}
    </>
  )
  return { words: (of) => read[of]?.words, controls }
}

/** By what a page was read, and how sure that is: it is never the file's own text. */
function saysOf({ engine, languages, confidence, turned, words: found }: Read, what: ReadTextProps['what']): string {
  const named = languages.map((language) => ocrLanguages[language]).join(', ')
  if (found.length === 0) return words.ocr[what === 'page' ? 'nothingOnPage' : 'nothingInPicture']({ engine, named })
  const doubtful = found.filter((word) => word.confidence < doubtfulBelow).length
  return [
    words.ocr.by({ count: found.length, confidence, engine, named }),
    ...(turned === 0 ? [] : [words.ocr.turned(turned)]),
    ...(doubtful === 0 ? [] : [words.ocr.doubtful(doubtful)]),
  ].join(' ')
}
