import { Autocomplete, Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useAsk, useCommand } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { plural } from '../../ui/words.ts'
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
  const [asked, setAsked] = useState<'copies' | 'label' | null>(null)
  const verifying = useTask('exhibit.verify', `chosen ${detail.id}`)
  const copying = useTask('exhibit.copies', detail.id)
  const labelling = useCommand('mark.label')
  const [label, setLabel] = useState('')
  const marks = useAsk('mark.list', { case: detail.id }, { enabled: asked === 'label' })
  const many = plural(numbers.length, 'exhibit')
  const copies = copying.result
  return (
    <>
      {numbers.length > 1 && (
        <div className={styles['picked-bar']} role="group" aria-label="Chosen exhibits">
          <b role="status">{many} chosen</b>
          <Act
            needs="exhibit.read"
            disabled={verifying.running}
            onClick={() => void verifying.run({ case: detail.id, only: numbers }, `Verifying ${many}`)}
          >
            Verify
          </Act>
          <Act needs="exhibit.write" onClick={() => setAsked(asked === 'copies' ? null : 'copies')}>
            Export copies…
          </Act>
          <Act needs="exhibit.write" onClick={() => setAsked(asked === 'label' ? null : 'label')}>
            Add label…
          </Act>
          <Button variant="subtle" onClick={selection.clear}>
            Choose none
          </Button>
          {asked === 'copies' && (
            <section aria-label="Export copies" className={styles.asks}>
              <p>
                <b>Write plain copies of {many}?</b> They are not encrypted: whoever reads this computer’s disk can read
                them. Each is checked against its SHA-256 and goes on record as an export.
              </p>
              <Act
                needs="exhibit.write"
                variant="filled"
                disabled={copying.running}
                onClick={() => {
                  setAsked(null)
                  void copying.run({ exhibits: numbers }, `Exporting ${many}`)
                }}
              >
                Write copies
              </Act>
            </section>
          )}
          {asked === 'label' && (
            <form
              className={styles.asks}
              aria-label="Add label"
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
                label="Label"
                maxLength={60}
                value={label}
                onChange={setLabel}
                data={marks.data?.labels ?? []}
              />
              <Act needs="exhibit.write" variant="filled" type="submit" disabled={labelling.isPending}>
                Label {many}
              </Act>
            </form>
          )}
        </div>
      )}
      <Problem problem={labelling.error} title="No label was added" />
      {labelling.data && (
        <p role="status" className={`${styles.said} quiet`}>
          {plural(labelling.data.marked, 'exhibit')} labelled
          {labelling.data.had > 0 && `; ${labelling.data.had} had the label already`}. Labels stand among the marks.
        </p>
      )}
      <TaskProgress task={verifying.task} />
      <VerifyResult handle={verifying} />
      <TaskProgress task={copying.task} />
      {copying.task?.state === 'failed' && (
        <Problem problem={copying.task.failure} title="The copies were not written" onDismiss={copying.dismiss} />
      )}
      {copies && copies.failed.length > 0 && (
        <div className="problem" role="alert">
          <b>{plural(copies.failed.length, 'exhibit')} not copied: not as kept</b>
          <ul>
            {copies.failed.map(({ number, problem }) => (
              <li key={number}>
                {number}: {problem}
              </li>
            ))}
          </ul>
        </div>
      )}
      {copies && (
        <ShownFile
          file={copies.folder}
          says={`${plural(copies.files.length, 'copy', 'copies')} with the register’s SHA-256 written.`}
        />
      )}
    </>
  )
}
