import { Button } from '@mantine/core'
import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import { withStrikes } from '../../../shared/contract/rich-text.ts'
import { RichTextRead, type RichTextValue } from '../../editor/rich-text.tsx'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { FullHash } from '../../ui/hash.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { At, Occurred } from '../../ui/when.tsx'
import { SealForm, StrikeForm, WitnessForm } from './margin-forms.tsx'
import type { Note } from './note-draft.ts'
import { words } from './catalogue.ts'
import styles from './notebook.module.css'

interface NoteReadProps {
  note: Note
  /** Whether a draft of the member’s waits that is not in the record. */
  drafted: boolean
  onEdit: () => void
  onAdd: (fromDraft: boolean) => void
  onRevisions: () => void
  onDiscard: () => void
  onClose: () => void
}

type Asked = { what: 'seal' | 'witness' } | { what: 'strike'; passage: string } | null

/** A note to be read, as it opens: nothing is typed into it by chance. */
export function NoteRead({
  note,
  drafted,
  onEdit,
  onAdd,
  onRevisions,
  onDiscard,
  onClose,
}: NoteReadProps): ReactElement {
  const [asked, setAsked] = useState<Asked>(null)
  const may = useMay('note.write')
  const works = may.granted && may.why === null
  const mayPrint = useMay('packet.build')
  const printing = useTask('note.print', note.id)
  const sealed = note.seal !== null
  const strike = (): void =>
    setAsked({ what: 'strike', passage: (window.getSelection()?.toString() ?? '').replaceAll(/\r?\n/g, '') })
  const print = (): void => void printing.run({ note: note.id }, words.printing(note.number))
  useKeys(words.note, [
    ...(works && !sealed
      ? [
          { key: 'e', says: words.editKey, run: onEdit },
          { key: 's', says: words.sealKey, run: () => setAsked({ what: 'seal' }) },
        ]
      : []),
    ...(works && sealed
      ? [
          { key: 'a', says: words.addKey, run: () => onAdd(false) },
          { key: 'x', says: words.strikeKey, run: strike },
          { key: 'w', says: words.witnessKey, run: () => setAsked({ what: 'witness' }) },
        ]
      : []),
    { key: 'd', says: words.compareKey, run: onRevisions },
    ...(mayPrint.granted ? [{ key: 'p', says: words.printKey, run: print }] : []),
    { key: 'Escape', says: words.closeTheNote, run: () => (asked ? setAsked(null) : onClose()) },
  ])
  const done = (): void => setAsked(null)
  return (
    <div className={styles.note}>
      <div className={styles['note-bar']}>
        <Button className={styles['all-notes']} onClick={onClose}>
          {words.allNotes}
        </Button>
        {sealed ? (
          <>
            <Act needs="note.write" onClick={() => onAdd(false)}>
              {words.addToNote}
            </Act>
            <Act needs="note.write" onClick={strike}>
              {words.strikePassage}
            </Act>
            <Act needs="note.write" onClick={() => setAsked({ what: 'witness' })}>
              {words.witness}
            </Act>
          </>
        ) : (
          <>
            <Act needs="note.write" variant="filled" onClick={onEdit}>
              {words.editNote}
            </Act>
            <Act needs="note.write" onClick={() => setAsked({ what: 'seal' })}>
              {words.sealNote}
            </Act>
          </>
        )}
        <Button onClick={onRevisions}>{words.showRevisions}</Button>
        <Act needs="packet.build" onClick={print} disabled={printing.running}>
          {words.printNote}
        </Act>
      </div>
      {drafted && (
        <div className={styles['note-ask']} role="status">
          <p>{sealed ? words.draftBeganBeforeTheSeal : words.draftIsNotInTheRecord}</p>
          <div className="actions">
            <Button onClick={sealed ? () => onAdd(true) : onEdit}>
              {sealed ? words.writeItAsAddition : words.goOnWithTheDraft}
            </Button>
            <Button onClick={onDiscard}>{words.discardDraft}</Button>
          </div>
        </div>
      )}
      {asked?.what === 'seal' && <SealForm note={note} onDone={done} />}
      {asked?.what === 'witness' && <WitnessForm note={note} onDone={done} />}
      {asked?.what === 'strike' && <StrikeForm note={note} passage={asked.passage} onDone={done} />}
      {printing.task?.state === 'failed' && <Problem problem={printing.task.failure} title={words.notPrinted} />}
      {printing.result && (
        <ShownFile
          file={printing.result.file}
          says={printing.result.signed ? words.printedSigned : words.printedUnsigned}
        />
      )}
      <article className={styles['note-read']} aria-label={words.noteNumbered(note.number)}>
        <h2>{note.title}</h2>
        <p className="quiet">
          {words.numberHappenedWritten({
            number: note.number,
            happened: <Occurred when={note.happenedAt} />,
            written: <At at={note.writtenAt} full />,
            author: note.author,
            revision: note.revision,
          })}
          {note.late && <span className="late-mark"> {words.lateEntry2}</span>}
        </p>
        <Text note={note} addition={null} body={note.body} key={`${note.revision} ${note.strikes.length}`} />
        {note.seal && (
          <div className={styles['note-seal']}>
            {words.sealedBy({ by: note.seal.by, at: <At at={note.seal.at} /> })} <FullHash hash={note.seal.sha256} />
          </div>
        )}
        {note.witnesses.map(({ by, at, seq }) => (
          <p key={seq} className="quiet">
            {words.witnessedBy({ by, at: <At at={at} /> })}
          </p>
        ))}
        {note.additions.map(({ number, body, happenedAt, writtenAt, author, late }) => (
          <section key={number} className={styles['note-addition']} aria-label={words.addition(number)}>
            <h3>{words.addition(number)}</h3>
            <p className="quiet">
              {words.addedBy({
                happened: <Occurred when={happenedAt} />,
                written: <At at={writtenAt} full />,
                author,
              })}
              {late && <span className="late-mark"> {words.lateEntry2}</span>}
            </p>
            <Text note={note} addition={number} body={body} key={note.strikes.length} />
          </section>
        ))}
      </article>
    </div>
  )
}

/** A text with its struck passages, and below it who struck them and why. */
function Text({ note, addition, body }: { note: Note; addition: number | null; body: RichTextValue }): ReactElement {
  const strikes = note.strikes.filter((one) => one.addition === addition)
  return (
    <>
      <RichTextRead
        value={withStrikes(body, strikes)}
        label={addition === null ? words.noteText : words.addition(addition)}
      />
      {strikes.length > 0 && (
        <ol className={clsx('quiet', styles['note-strikes'])} aria-label={words.struckPassages}>
          {strikes.map(({ words: passage, reason, instead, by, at, seq }, n) => (
            <li key={seq}>
              {words.struck({ number: n + 1, passage: <s>{passage}</s>, reason, by, at: <At at={at} /> })}
              {instead !== null && (
                <>
                  {' · '}
                  <b>{words.instead(instead)}</b>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
