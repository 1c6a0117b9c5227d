import { Autocomplete, Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { useAsk, useCommand } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { words } from './catalogue.ts'
import type { Selection } from './use-selection.ts'
import { VerifyResult } from './verify-result.tsx'
import styles from './room.module.css'

interface SelectionBarProps {
  detail: { id: string; number: string }
  selection: Selection
}

/** What can be done with several exhibits at once. */
export function SelectionBar({ detail, selection }: SelectionBarProps): ReactElement | null {
  const numbers = [...selection.chosen]
  const navigate = useNavigate()
  const [asked, setAsked] = useState<'copies' | 'label' | null>(null)
  const verifying = useTask('exhibit.verify', `chosen ${detail.id}`)
  const copying = useTask('exhibit.copies', detail.id)
  const labelling = useCommand('mark.label')
  const [label, setLabel] = useState('')
  const marks = useAsk('mark.list', { case: detail.id }, { enabled: asked === 'label' })
  const many = numbers.length
  const copies = copying.result
  return (
    <>
      {numbers.length > 1 && (
        <div className={styles['picked-bar']} role="group" aria-label={words.chosenExhibits}>
          <b role="status">{words.manyChosen(many)}</b>
          <Act
            needs="exhibit.read"
            disabled={verifying.running}
            onClick={() => void verifying.run({ case: detail.id, only: numbers }, words.verifyingMany(many))}
          >
            {words.verify}
          </Act>
          <Act needs="exhibit.write" onClick={() => setAsked(asked === 'copies' ? null : 'copies')}>
            {words.exportCopiesAsk}
          </Act>
          <Act needs="exhibit.write" onClick={() => setAsked(asked === 'label' ? null : 'label')}>
            {words.addLabelAsk}
          </Act>
          {numbers.length === 2 && (
            <Button
              onClick={() =>
                void navigate({
                  to: '/exhibits/$exhibitRef',
                  params: { exhibitRef: numbers[0] ?? '' },
                  search: { beside: numbers.slice(1) },
                })
              }
            >
              {words.compare}
            </Button>
          )}
          <Button variant="subtle" onClick={selection.clear}>
            {words.chooseNone}
          </Button>
          {asked === 'copies' && (
            <section aria-label={words.exportCopies} className={styles.asks}>
              <p>
                <b>{words.writePlainCopies(many)}</b> {words.plainCopiesSay}
              </p>
              <Act
                needs="exhibit.write"
                variant="filled"
                disabled={copying.running}
                onClick={() => {
                  setAsked(null)
                  void copying.run({ exhibits: numbers }, words.exportingMany(many))
                }}
              >
                {words.writeCopies}
              </Act>
            </section>
          )}
          {asked === 'label' && (
            <form
              className={styles.asks}
              aria-label={words.addLabel}
              onSubmit={(event) => {
                event.preventDefault()
                if (label.trim() === '') return
                labelling.mutate(
                  { exhibits: numbers, label },
                  {
                    onSuccess: () => {
                      setAsked(null)
                      setLabel('')
                    },
                  },
                )
              }}
            >
              <Autocomplete
                label={words.byLabel}
                maxLength={60}
                value={label}
                onChange={setLabel}
                data={marks.data?.labels ?? []}
              />
              <Act needs="exhibit.write" variant="filled" type="submit" disabled={labelling.isPending}>
                {words.labelMany(many)}
              </Act>
            </form>
          )}
        </div>
      )}
      <Problem problem={labelling.error} title={words.noLabelAdded} />
      {labelling.data && (
        <p role="status" className={`${styles.said} quiet`}>
          {labelling.data.had > 0 ? words.labelledBeside(labelling.data) : words.labelled(labelling.data.marked)}{' '}
          {words.labelsAreMarks}
        </p>
      )}
      <TaskProgress task={verifying.task} />
      <VerifyResult handle={verifying} />
      <TaskProgress task={copying.task} />
      {copying.task?.state === 'failed' && (
        <Problem problem={copying.task.failure} title={words.copiesNotWritten} onDismiss={copying.dismiss} />
      )}
      {copies && copies.failed.length > 0 && (
        <div className="problem" role="alert">
          <b>{words.notCopied(copies.failed.length)}</b>
          <ul>
            {copies.failed.map(({ number, problem }) => (
              <li key={number}>
                {number}: {problem}
              </li>
            ))}
          </ul>
        </div>
      )}
      {copies && <ShownFile file={copies.folder} says={words.copiesWritten(copies.files.length)} />}
    </>
  )
}
