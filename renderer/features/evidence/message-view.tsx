import { SegmentedControl } from '@mantine/core'
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react'
import type { ViewOf } from '../../../shared/contract/evidence/views.ts'
import { parseAt } from '../../../shared/kernel/pinpoint.ts'
import { useKeys } from '../../session/keys.ts'
import { plainly } from '../../ui/name.ts'
import { Fact, Facts } from '../../ui/panel.tsx'
import { words } from './catalogue.ts'
import { AllHeaders, ReceivedPath } from './mail-headers.tsx'
import { MailText, placeOfSelection, type MailTexts } from './mail-text.tsx'
import { Members } from './members.tsx'
import { Pins } from './pin.tsx'
import { useSelection } from './selection.ts'
import { useChosen } from './use-chosen.ts'
import type { ViewProps } from './which.ts'
import { selectByKey } from './word-keys.ts'
import mail from './mail.module.css'
import styles from './viewer.module.css'

type Tab = 'text' | 'html' | 'headers' | 'path' | 'inside'

/** Attachments that are named over a message. */
const named = 12

/** What a message shows first: its words where it has any besides HTML, and where a place in its words is gone to. */
const firstOf = ({ texts }: ViewOf<'message'>, at: string | undefined): Tab => {
  const place = at === undefined ? undefined : parseAt(at)
  const isInWords = place?.kind === 'message' && (place.span !== undefined || place.line !== undefined)
  return texts.length > 0 && texts.every(({ kind }) => kind === 'html') && !isInWords ? 'html' : 'text'
}

/** A message: who wrote what to whom, its texts, and what it carries. Going to the same place again shows it again. */
export const MessageView = (props: ViewProps<'message'>): ReactElement => <Message key={props.turn} {...props} />

function Message(props: ViewProps<'message'>): ReactElement {
  const { which, opened, view, at, turn, hits, marks, onMember, onHere, onMark } = props
  const htmls = view.texts.filter(({ kind }) => kind === 'html')
  const [tab, setTab] = useState<Tab>(firstOf(view, at))
  const room = useRef<HTMLDivElement>(null)
  const texts = useRef<MailTexts>(new Map())
  const { choose } = useChosen(onHere, { turn })
  const now = useRef(choose)
  useEffect(() => {
    now.current = choose
  })
  const onRange = useCallback((range: Range | null): void => {
    now.current(range ? placeOfSelection(range, texts.current) : undefined)
  }, [])
  useSelection(room, onRange)
  useKeys(words.message, [{ key: 'Shift+Arrows', says: words.keySelectWords, run: () => undefined }])
  const data: { value: Tab; label: string }[] = [
    { value: 'text', label: words.text },
    ...(htmls.length > 0 ? [{ value: 'html' as const, label: words.html }] : []),
    // A page that was saved by itself was sent by nobody, and carries nothing.
    ...(view.format === 'HTML'
      ? []
      : [
          { value: 'headers' as const, label: words.allHeaders(view.headers) },
          { value: 'path' as const, label: words.pathOf(view.path.length) },
          { value: 'inside' as const, label: words.attachmentsOf(opened.members.length) },
        ]),
  ]
  const shown = tab === 'html' ? htmls : view.texts
  const place = at === undefined ? undefined : parseAt(at)
  const name = plainly(opened.name)
  return (
    <div className={mail['mail-view']}>
      <header className={mail['mail-head']}>
        <Facts>
          {view.head.map(({ name: term, value }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a header may stand twice
            <Fact key={`${term} ${index}`} term={term}>
              {plainly(value)}
            </Fact>
          ))}
        </Facts>
        {opened.members.length > 0 && tab !== 'inside' && (
          <ul className={mail['mail-carried']} aria-label={words.attachments}>
            {opened.members.slice(0, named).map(({ path }) => (
              <li key={path}>
                <button type="button" className="link" onClick={() => onMember(path)}>
                  {plainly(path)}
                </button>
              </li>
            ))}
            {opened.members.length > named && <li>{words.andMore(opened.members.length - named)}</li>}
          </ul>
        )}
      </header>
      <div className={styles.bar} role="toolbar" aria-label={words.view}>
        <SegmentedControl value={tab} onChange={setTab} data={data} />
        <Pins marks={marks.filter(({ at: of }) => of?.kind !== 'message' || !of.span)} onMark={onMark} />
        {tab === 'html' && <span className="quiet">{words.markInText}</span>}
      </div>
      <div
        ref={room}
        className={mail['mail-body']}
        tabIndex={0}
        role="region"
        aria-label={view.format === 'HTML' ? words.pageNamed(name) : words.messageNamed(name)}
        onKeyDown={selectByKey}
      >
        {(tab === 'text' || tab === 'html') &&
          (shown.length === 0 ? (
            <p className="quiet">{words.itHasNoText}</p>
          ) : (
            shown.map((text) => (
              <MailText
                key={text.part}
                {...{ which, text, hits, marks, onMark }}
                html={tab === 'html'}
                wanted={place?.kind === 'message' && place.part === text.part ? place : undefined}
                texts={texts}
              />
            ))
          ))}
        {tab === 'headers' && <AllHeaders which={which} />}
        {tab === 'path' && <ReceivedPath path={view.path} />}
        {tab === 'inside' && <Members which={which} opened={opened} onMember={onMember} />}
      </div>
    </div>
  )
}
