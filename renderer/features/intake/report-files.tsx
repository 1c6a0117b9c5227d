import { Button } from '@mantine/core'
import { useEffect, useRef, type ReactElement } from 'react'
import { bridge } from '../../session/bridge.ts'
import { keep, keptOr, useKept } from '../../session/kept.ts'
import { useReadingForm } from '../../session/reading-form.ts'
import { isBlank } from '../../ui/contract-input.ts'
import { AgainField, pastedFrom, PickedFiles, useTwins, type PastedFile, type PickedFile } from '../exhibits/index.ts'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

/** What came with a report that is being written, as far as the window may still read it. */
export interface Attached {
  files: PickedFile[]
  pasted: PastedFile[]
  /** Files of a draft that have to be chosen again, by their path. */
  lost: ReadonlySet<string>
  /** Why the same bytes are kept again; '' where none are. */
  again: string
  /** What keeps the report from being filed with them; undefined when nothing does. */
  problem: string | undefined
  change: (next: { files?: PickedFile[]; pasted?: PastedFile[]; again?: string }) => void
  take: (given: readonly File[]) => Promise<void>
  twins: ReturnType<typeof useTwins>
}

const mostPasted = 20_000_000
const pickedKey = 'report-picked'
const pastedKey = 'report-pasted'
const againKey = 'report-again'

/** Filed or thrown away: nothing of it waits any more. */
export function forgetAttached(): void {
  keep(pickedKey, [])
  keep(pastedKey, [])
  keep(againKey, '')
}

/** Files for a report: chosen, dropped or pasted. The draft keeps their names and places; bytes it cannot keep. */
export function useAttached(files: PickedFile[], onFiles: (files: PickedFile[]) => void): Attached {
  const [picked, setPicked] = useKept<string[]>(pickedKey, [])
  const [pasted, setPasted] = useKept<PastedFile[]>(pastedKey, [])
  const [again, setAgain] = useKept<string>(againKey, '')
  const [refused, setRefused] = useKept<string | undefined>('report refused', undefined)
  const lost = new Set(files.map(({ path }) => path).filter((path) => !picked.includes(path)))
  const twins = useTwins(
    files.filter(({ path }) => picked.includes(path)),
    pasted,
  )
  const isKnown = [...files, ...pasted].some(({ path }) => twins.of.has(path))
  return {
    files,
    pasted,
    lost,
    again: isKnown ? again : '',
    twins,
    problem:
      refused ??
      (lost.size > 0
        ? words.chooseTheFilesOfTheDraft
        : isKnown && again.trim() === ''
          ? words.sayWhyTheSameBytesAre
          : undefined),
    change: (next) => {
      setRefused(undefined)
      if (next.files) onFiles(next.files)
      if (next.pasted) setPasted(next.pasted)
      if (next.again !== undefined) setAgain(next.again)
    },
    take: async (given) => {
      const found: PickedFile[] = []
      const inMemory: PastedFile[] = []
      const tooLarge: string[] = []
      for (const file of given) {
        const path = await bridge.pathOf(file)
        if (path !== '') found.push({ name: file.name, size: file.size, path })
        else if (file.size > mostPasted) tooLarge.push(file.name)
        else inMemory.push(await pastedFrom(file, pasted.length + inMemory.length))
      }
      // As they are now: others may have been taken while paths and bytes were asked for.
      setPicked([...new Set([...keptOr<string[]>(pickedKey, []), ...found.map(({ path }) => path)])])
      // What is chosen again takes the place of what the draft knew by name alone.
      const rest = files.filter(
        ({ path, name }) => !found.some((one) => one.path === path || (lost.has(path) && one.name === name)),
      )
      if (found.length > 0) onFiles([...rest, ...found])
      if (inMemory.length > 0) setPasted([...keptOr<PastedFile[]>(pastedKey, []), ...inMemory])
      setRefused(tooLarge.length === 0 ? undefined : words.overMbAndNoFileOf(tooLarge.join(', ')))
    },
  }
}

/** The part of the form that takes files. What is pasted anywhere in the form, and is no text, is taken too. */
export function ReportFiles({ attached, tried }: { attached: Attached; tried: boolean }): ReactElement {
  const picker = useRef<HTMLInputElement>(null)
  const take = useRef(attached.take)
  useEffect(() => {
    take.current = attached.take
  })
  const reading = useReadingForm()
  useEffect(() => {
    if (reading) return undefined
    const onPaste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      void take.current(files)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [reading])
  const { files, pasted, lost, twins, change, again, problem } = attached
  return (
    <fieldset className={styles['report-files']}>
      <legend>{words.filesThatCameWithIt}</legend>
      {files.length > 0 && (
        <PickedFiles
          files={files}
          twins={twins}
          lost={lost}
          label={words.filesOfThisReport}
          onLeaveOut={(file) => change({ files: files.filter(({ path }) => path !== file.path) })}
        />
      )}
      {pasted.length > 0 && (
        <PickedFiles
          files={pasted}
          twins={twins}
          label={words.pasted}
          onLeaveOut={(file) => change({ pasted: pasted.filter(({ path }) => path !== file.path) })}
        />
      )}
      {[...files, ...pasted].some(({ path }) => twins.of.has(path)) && (
        <AgainField
          value={again}
          onChange={(value) => change({ again: value })}
          error={tried && isBlank(again) && words.sayWhyOrLeaveTheFile}
        />
      )}
      <div className="actions">
        <Button onClick={() => picker.current?.click()}>{words.attachFiles}</Button>
        <span className="quiet">
          {words.orDropOrPasteThemHere}
          {files.length > 0 && ` ${words.theDraftKeepsWhereTheyLie}`}
          {pasted.length > 0 && ` ${words.whatWasPastedIsInThis}`}
        </span>
      </div>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={words.filesOfTheReport}
        onChange={(event) => {
          const field = event.currentTarget
          void attached.take([...(field.files ?? [])]).finally(() => {
            field.value = ''
          })
        }}
      />
      {problem !== undefined && tried && (
        <p role="alert" className="late">
          {problem}
        </p>
      )}
    </fieldset>
  )
}
