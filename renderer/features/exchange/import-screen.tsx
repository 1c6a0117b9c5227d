import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, type ChangeEvent, type ReactElement } from 'react'
import { forgetKept, useKept } from '../../session/kept.ts'
import { useKeys } from '../../session/keys.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { Empty } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { countWanted, wantedOf, type Choices, type Mappings } from './choices.ts'
import { DropFiles } from './drop-files.tsx'
import { ImportFileCard } from './import-file.tsx'
import { useImportFiles } from './import-files.ts'
import { ImportResult } from './import-result.tsx'
import { mappingDrafts } from './mapping/mapping-form.tsx'
import { useForgetSurveys } from './mapping/use-survey.ts'
import { WatchFolder } from './watch-folder.tsx'
import { words } from './catalogue.ts'
import styles from './import.module.css'

/** What files from outside would become, before anything is recorded; then the filing of what is accepted. */
export function ImportScreen(): ReactElement {
  const navigate = useNavigate()
  const picked = useImportFiles()
  const [choices, setChoices] = useKept<Choices>('import choices', {})
  const [mappings, setMappings] = useKept<Mappings>('import mappings', {})
  const picker = useRef<HTMLInputElement>(null)
  const previewing = useTask('import.preview')
  const taking = useTask('import.take')
  const forgetSurveys = useForgetSurveys()
  const files = picked.files.length === 0 ? [] : (previewing.result?.files ?? [])
  const wanted = wantedOf(files, choices, mappings)
  const { reports, tables } = countWanted(wanted)

  const { run, running } = previewing
  const chosen = picked.files.join('\n')
  const known = files.map(({ file }) => file).join('\n')
  useEffect(() => {
    if (chosen !== '' && chosen !== known && !running && !taking.running)
      void run({ files: chosen.split('\n') }, words.readingTheFiles)
    // Asked again when the choice changes, not when an answer comes: one that failed is asked again by hand.
  }, [chosen]) // eslint-disable-line

  const clear = (): void => {
    picked.clear()
    previewing.dismiss()
    forgetKept('import choices')
    forgetKept('import mappings')
    forgetKept(mappingDrafts)
    forgetSurveys()
  }
  const take = (): void => {
    if (wanted.length === 0 || taking.running) return
    void taking.run({ files: wanted }, words.filingReports).then((taken) => {
      // What was refused stays in the answer; the files are done with.
      if (taken) clear()
      return undefined
    })
  }
  const onPick = (event: ChangeEvent<HTMLInputElement>): void => {
    const field = event.currentTarget
    taking.dismiss()
    void picked.take([...(field.files ?? [])]).finally(() => {
      field.value = ''
    })
  }
  useKeys(words.import, [
    { key: 'a', says: words.keyChooseFiles, run: () => picker.current?.click() },
    { key: 'Mod+Enter', says: words.fileWhatIsAccepted, run: take },
    { key: 'Escape', says: words.backToTheQueueTheChoice, run: () => void navigate({ to: '/queue' }) },
  ])
  const many = [...(reports > 0 ? [words.reports(reports)] : []), ...(tables > 0 ? [words.tables(tables)] : [])]

  return (
    <DropFiles says={words.dropToSeeWhatTheseFiles} onFiles={(given) => void picked.take(given)}>
      <div className={styles['import-screen']}>
        <header>
          <h1>{words.import}</h1>
          <div className="actions">
            <Act needs="report.write" onClick={() => picker.current?.click()}>
              {words.chooseFiles}
            </Act>
            <input ref={picker} type="file" multiple hidden aria-label={words.filesToImport} onChange={onPick} />
            <Button onClick={() => void navigate({ to: '/queue' })}>{words.backToQueue}</Button>
            {picked.files.length > 0 && (
              <Button onClick={clear} disabled={taking.running}>
                {words.clearTheList}
              </Button>
            )}
            {files.length > 0 && (
              <Act
                needs="report.write"
                variant="filled"
                onClick={take}
                disabled={wanted.length === 0 || taking.running}
              >
                {many.length === 0 ? words.fileReports : words.fileMany(many.join(` ${words.and} `))}
              </Act>
            )}
          </div>
        </header>
        <TaskProgress task={previewing.task} />
        <TaskProgress task={taking.task} />
        <Problem problem={picked.lost} onDismiss={() => picked.setLost(null)} />
        {previewing.task?.state === 'failed' && (
          <Problem
            problem={previewing.task.failure}
            title={words.theFilesCouldNotBeRead}
            onRetry={() => void run({ files: picked.files }, words.readingTheFiles)}
          />
        )}
        {taking.task?.state === 'failed' && (
          <Problem problem={taking.task.failure} title={words.theImportDidNotFinish} onDismiss={taking.dismiss} />
        )}
        {taking.result && <ImportResult taken={taking.result} onDismiss={taking.dismiss} />}
        {picked.files.length === 0 && !taking.result && <Empty says={words.eMailsMailboxesAlertsCapPhotos} />}
        <ol className={styles['import-files']} aria-label={words.files}>
          {files.map((file) => (
            <ImportFileCard
              key={file.file}
              file={file}
              choices={choices}
              onChoices={setChoices}
              map={mappings[file.file]}
              onMap={(map) => setMappings({ ...mappings, [file.file]: map })}
            />
          ))}
        </ol>
        <WatchFolder onTake={picked.add} taken={picked.files} />
      </div>
    </DropFiles>
  )
}
