import { Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { ContractForm, useContractForm, type Form } from '../../ui/contract-form.tsx'
import { withoutBlanks } from '../../ui/contract-input.ts'
import type { Note } from './note-draft.ts'
import { words } from './catalogue.ts'
import styles from './notebook.module.css'

interface Asked {
  note: Note
  onDone: () => void
}

/** A question above the note; its first field, or its button, has the focus. */
function Ask<V extends object>({
  title,
  says,
  form,
  failed,
  children,
}: {
  title: string
  says: string
  form: Form<V>
  failed: string
  children?: ReactNode
}): ReactElement {
  const body = useRef<HTMLElement>(null)
  useEffect(() => body.current?.querySelector<HTMLElement>('input, textarea, button')?.focus(), [])
  return (
    <section className={styles['note-ask']} aria-label={title} ref={body}>
      <h3>{title}</h3>
      <p>{says}</p>
      <ContractForm form={form} does={title} failed={failed}>
        {children}
      </ContractForm>
    </section>
  )
}

/** Says what is sealed before it is. */
export function SealForm({ note, onDone }: Asked): ReactElement {
  const form = useContractForm('note.seal', { values: {}, also: { note: note.id }, onDone })
  return (
    <Ask title={words.sealNote} says={words.sealSays(note.revision)} form={form} failed={words.theNoteWasNotSealed} />
  )
}

/** Says which notes are sealed before they are. */
export function SealToday({
  caseRef,
  notes,
  onDone,
}: {
  caseRef: string
  notes: readonly Note[]
  onDone: () => void
}): ReactElement {
  const form = useContractForm('note.sealToday', { values: {}, also: { case: caseRef }, onDone })
  const titles = notes.map(({ number, title }) => `${number} ${title}`).join(', ')
  return (
    <Ask
      title={words.sealToday}
      says={words.sealTodaySays({ count: notes.length, titles })}
      form={form}
      failed={words.theNoteWasNotSealed}
    />
  )
}

/** Says what is countersigned before it is. */
export function WitnessForm({ note, onDone }: Asked): ReactElement {
  const form = useContractForm('note.witness', { values: {}, also: { note: note.id }, onDone })
  return <Ask title={words.witness} says={words.witnessSays} form={form} failed={words.theNoteWasNotWitnessed} />
}

/** Asks which passage is struck, why, and what it should say. */
export function StrikeForm({ note, passage, onDone }: Asked & { passage: string }): ReactElement {
  const inAddition = note.additions.length > 0
  const form = useContractForm('note.strike', {
    values: { words: passage, reason: '', instead: '', addition: '', place: '' },
    input: ({ addition, place, ...said }) => ({
      ...withoutBlanks('note.strike', { note: note.id, ...said }),
      ...(addition.trim() === '' ? {} : { addition: Number(addition) }),
      ...(place.trim() === '' ? {} : { place: Number(place) }),
    }),
    says: { words: words.giveThePassage, reason: words.sayWhy },
    onDone,
  })
  return (
    <Ask title={words.strikePassage} says={words.strikeSays} form={form} failed={words.nothingWasStruck}>
      <Textarea label={words.passage} autosize minRows={1} {...form.field('words')} />
      <TextInput label={words.reason} {...form.field('reason')} />
      <TextInput label={words.insteadLabel} {...form.field('instead')} />
      {inAddition && <TextInput label={words.inWhichAddition} inputMode="numeric" {...form.field('addition')} />}
      <TextInput label={words.whichPlace} inputMode="numeric" {...form.field('place')} />
    </Ask>
  )
}
