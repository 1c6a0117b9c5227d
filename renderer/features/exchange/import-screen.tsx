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
import { plural } from '../../ui/words.ts'
import { countWanted, wantedOf, type Choices, type Mappings } from './choices.ts'
import { DropFiles } from './drop-files.tsx'
import { ImportFileCard } from './import-file.tsx'
import { useImportFiles } from './import-files.ts'
import { ImportResult } from './import-result.tsx'
import { mappingDrafts } from './mapping/mapping-form.tsx'
import { useForgetSurveys } from './mapping/use-survey.ts'
import { WatchFolder } from './watch-folder.tsx'
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
      void run({ files: chosen.split('\n') }, 'Reading the files')
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
    void taking.run({ files: wanted }, 'Filing reports').then((taken) => {
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
  useKeys('Import', [
    { key: 'a', says: 'choose files', run: () => picker.current?.click() },
    { key: 'Mod+Enter', says: 'file what is accepted', run: take },
    { key: 'Escape', says: 'back to the queue; the choice stays', run: () => void navigate({ to: '/queue' }) },
  ])
  const many = [...(reports > 0 ? [plural(reports, 'report')] : []), ...(tables > 0 ? [plural(tables, 'table')] : [])]

  return (
    <DropFiles says="Drop to see what these files would become" onFiles={(given) => void picked.take(given)}>
      <div className={styles['import-screen']}>
        <header>
          <h1>Import</h1>
          <div className="actions">
            <Act needs="report.write" onClick={() => picker.current?.click()}>
              Choose files
            </Act>
            <input ref={picker} type="file" multiple hidden aria-label="Files to import" onChange={onPick} />
            <Button onClick={() => void navigate({ to: '/queue' })}>Back to queue</Button>
            {picked.files.length > 0 && (
              <Button onClick={clear} disabled={taking.running}>
                Clear the list
              </Button>
            )}
            {files.length > 0 && (
              <Act
                needs="report.write"
                variant="filled"
                onClick={take}
                disabled={wanted.length === 0 || taking.running}
              >
                {many.length === 0 ? 'File reports' : `File ${many.join(' and ')}`}
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
            title="The files could not be read"
            onRetry={() => void run({ files: picked.files }, 'Reading the files')}
          />
        )}
        {taking.task?.state === 'failed' && (
          <Problem problem={taking.task.failure} title="The import did not finish" onDismiss={taking.dismiss} />
        )}
        {taking.result && <ImportResult taken={taking.result} onDismiss={taking.dismiss} />}
        {picked.files.length === 0 && !taking.result && (
          <Empty says="E-mails, mailboxes, alerts (CAP), photos, tracks (GPX), calendars, tables (CSV) and sealed reports become reports here. Each file is told by its content, shown first, and kept to the byte as an exhibit of its report; a sealed report is opened, and what was attached to it is kept. Drop files or choose them." />
        )}
        <ol className={styles['import-files']} aria-label="Files">
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
