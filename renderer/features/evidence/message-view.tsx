import { SegmentedControl } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ViewOf } from '../../../shared/contract/evidence/views.ts'
import { useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { plainLines, plainly } from '../../ui/name.ts'
import { Fact, Facts } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { count } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import { MailFrame } from './mail-frame.tsx'
import { AllHeaders, ReceivedPath } from './mail-headers.tsx'
import { Members } from './members.tsx'
import type { ViewProps, Which } from './which.ts'
import mail from './mail.module.css'
import styles from './viewer.module.css'

type Tab = 'text' | 'html' | 'headers' | 'path' | 'inside'
type Text = ViewOf<'message'>['texts'][number]

/** A message: who wrote what to whom, its texts, and what it carries. */
export function MessageView({ which, opened, view, onMember }: ViewProps<'message'>): ReactElement {
  const htmls = view.texts.filter(({ kind }) => kind === 'html')
  const [tab, setTab] = useState<Tab>(view.texts.length > 0 && htmls.length === view.texts.length ? 'html' : 'text')
  const data: { value: Tab; label: string }[] = [
    { value: 'text', label: 'Text' },
    ...(htmls.length > 0 ? [{ value: 'html' as const, label: 'HTML' }] : []),
    // A page that was saved by itself was sent by nobody, and carries nothing.
    ...(view.format === 'HTML'
      ? []
      : [
          { value: 'headers' as const, label: `All headers (${view.headers})` },
          { value: 'path' as const, label: `Path (${view.path.length})` },
          { value: 'inside' as const, label: `Attachments (${opened.members.length})` },
        ]),
  ]
  const shown = tab === 'html' ? htmls : view.texts
  return (
    <div className={mail['mail-view']}>
      <header className={mail['mail-head']}>
        <Facts>
          {view.head.map(({ name, value }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a header may stand twice
            <Fact key={`${name} ${index}`} term={name}>
              {plainly(value)}
            </Fact>
          ))}
        </Facts>
        {opened.members.length > 0 && tab !== 'inside' && (
          <ul className={mail['mail-carried']} aria-label="Attachments">
            {opened.members.slice(0, 12).map(({ path }) => (
              <li key={path}>
                <button type="button" className="link" onClick={() => onMember(path)}>
                  {plainly(path)}
                </button>
              </li>
            ))}
            {opened.members.length > 12 && <li>and {count(opened.members.length - 12)} more</li>}
          </ul>
        )}
      </header>
      <div className={styles.bar} role="toolbar" aria-label="View">
        <SegmentedControl value={tab} onChange={setTab} data={data} />
      </div>
      <div
        className={mail['mail-body']}
        tabIndex={0}
        role="region"
        aria-label={`${view.format === 'HTML' ? words.titleOfPage : 'Message'} ${plainly(opened.name)}`}
      >
        {(tab === 'text' || tab === 'html') &&
          (shown.length === 0 ? (
            <p className="quiet">It has no text.</p>
          ) : (
            shown.map((text) => <Words key={text.part} which={which} text={text} html={tab === 'html'} />)
          ))}
        {tab === 'headers' && <AllHeaders which={which} />}
        {tab === 'path' && <ReceivedPath path={view.path} />}
        {tab === 'inside' && <Members which={which} opened={opened} onMember={onMember} />}
      </div>
    </div>
  )
}

/** One text of a message: its words, or its HTML in a frame in which nothing runs and nothing loads. */
function Words({ which, text, html }: { which: Which; text: Text; html: boolean }): ReactElement {
  const answer = useAsk('exhibit.part', { ...which, part: { ask: 'message-text', part: text.part } })
  const found = answer.data?.ask === 'message-text' ? answer.data : undefined
  if (!found)
    return answer.error ? <Problem problem={answer.error} title="It could not be read" /> : <Loading what="the text" />
  const name = `Part ${text.part}, ${text.kind === 'html' ? 'HTML' : 'text'}`
  return (
    <section className={html ? mail['mail-framed'] : undefined} aria-label={name}>
      <p className="quiet">{name}</p>
      {found.problems.map((problem) => (
        <p key={problem} className="quiet">
          {problem}
        </p>
      ))}
      {html && found.html !== null ? (
        <MailFrame html={found.html} named={found.named} unnamed={found.unnamed} />
      ) : (
        <>
          <pre className={mail['mail-words']}>{plainLines(found.text)}</pre>
          {found.cut > 0 && <p className="quiet">{count(found.cut)} more characters are not shown here.</p>}
        </>
      )}
    </section>
  )
}
