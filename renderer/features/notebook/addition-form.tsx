import { Button } from '@mantine/core'
import { useCallback, useRef, useState, type ReactElement } from 'react'
import { RichText, type RichTextValue } from '../../editor/rich-text.tsx'
import { useCommand } from '../../session/client.ts'
import { useDraft, type Draft } from '../../session/drafts.ts'
import { useKeys } from '../../session/keys.ts'
import { Act } from '../../session/may.tsx'
import { DraftWords } from '../../ui/draft-words.tsx'
import { Loading } from '../../ui/empty.tsx'
import { HeldForm } from '../../ui/held-form.tsx'
import { Problem } from '../../ui/problem.tsx'
import { readWhen, WhenField, whenUnknown, type WhenTyped } from '../../ui/when-field.tsx'
import { emptyText, type Note } from './note-draft.ts'
import { words } from './catalogue.ts'
import styles from './notebook.module.css'

interface Added {
  body: RichTextValue
  happenedAt: WhenTyped
}

interface AdditionProps {
  note: Note
  /** What it begins with where no draft of it is there. */
  start: RichTextValue | null
  onDone: () => void
  /** It is in the record. */
  onAdded: () => void
}

/** Where an addition to a sealed note is written; what is typed is a draft until it is saved. */
export function AdditionScreen(props: AdditionProps): ReactElement {
  const draft = useDraft<Added>(`note:add:${props.note.id}`)
  if (draft.found === undefined) return <Loading what={words.theNote} />
  const start = draft.found?.body ?? { body: props.start ?? emptyText, happenedAt: whenUnknown }
  return (
    <HeldForm draft={draft}>
      <AdditionForm {...props} draft={draft} begun={start} />
    </HeldForm>
  )
}

function AdditionForm({
  note,
  draft,
  begun,
  onDone,
  onAdded,
}: AdditionProps & { draft: Draft<Added>; begun: Added }): ReactElement {
  const now = useRef<Pick<Added, 'happenedAt'>>(begun)
  const body = useRef<() => RichTextValue>(() => begun.body)
  const [happenedAt, setHappenedAt] = useState(begun.happenedAt)
  const [tried, setTried] = useState(false)
  const add = useCommand('note.add')
  const when = readWhen(happenedAt)
  const { put, drop } = draft
  const onText = useCallback(
    (read: () => RichTextValue) => {
      body.current = read
      put(() => ({ ...now.current, body: body.current() }))
    },
    [put],
  )
  const save = async (): Promise<void> => {
    setTried(true)
    if (when.error !== undefined || add.isPending) return
    const done = await add.mutateAsync({ note: note.id, body: body.current(), happenedAt: when.when }).catch(() => null)
    if (!done) return
    await drop().catch(() => undefined)
    onAdded()
  }
  useKeys(words.addToNote, [
    { key: 'Mod+s', says: words.saveAdditionKey, run: () => void save() },
    { key: 'Escape', says: words.backToTheNote, run: onDone },
  ])
  return (
    <div className={styles.note}>
      <div className={styles['note-bar']}>
        <Act needs="note.write" variant="filled" onClick={() => void save()} disabled={add.isPending}>
          {words.saveAddition}
        </Act>
        <Button onClick={onDone}>{words.backToTheNote2}</Button>
        <span className={styles['note-state']}>
          <DraftWords state={draft.state} suffix={words.notYetInTheRecord} />
        </span>
      </div>
      <Problem problem={add.error} title={words.theAdditionWasNotSaved} />
      <p className="quiet">{words.additionTo({ number: note.number, title: note.title })}</p>
      <WhenField
        label={words.happened}
        value={happenedAt}
        onChange={(next) => {
          setHappenedAt(next)
          now.current = { happenedAt: next }
          put(() => ({ ...now.current, body: body.current() }))
        }}
        error={tried ? when.error : undefined}
      />
      <RichText className={styles['note-text']} label={words.additionText} start={begun.body} onChange={onText} />
    </div>
  )
}
