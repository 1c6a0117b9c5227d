import { useState, type ReactElement } from 'react'
import type { ChatMessage } from '../../../../shared/contract/evidence/chat.ts'
import { parseAt, showAt } from '../../../../shared/kernel/pinpoint.ts'
import { useAsk } from '../../../session/client.ts'
import { Loading } from '../../../ui/empty.tsx'
import { plainLines, plainly } from '../../../ui/name.ts'
import { Problem } from '../../../ui/problem.tsx'
import { count } from '../../../ui/words.ts'
import { words } from './catalogue.ts'
import { momentInWords } from './moment.ts'
import { Pager } from './pager.tsx'
import type { PlacedMark } from '../mark-place.ts'
import { Pins } from '../pin.tsx'
import type { ViewProps } from '../which.ts'
import placed from './placed.module.css'
import styles from '../viewer.module.css'

const size = 200

/** A conversation by its messages, with who wrote them and how its dates are read. */
export const ChatView = (props: ViewProps<'chat'>): ReactElement => <Chat key={props.turn} {...props} />

function Chat({ which, opened, view, at, marks, onMember, onHere, onMark }: ViewProps<'chat'>): ReactElement {
  const place = at === undefined ? undefined : parseAt(at)
  const wanted = place?.kind === 'message' ? (place.message ?? 0) : 0
  const [page, setPage] = useState(Math.max(0, Math.floor((Math.min(wanted, view.messages) - 1) / size)))
  const [here, setHere] = useState(wanted)
  const answer = useAsk('exhibit.part', { ...which, part: { ask: 'chat', from: page * size, count: size } })
  const messages = answer.data?.ask === 'chat' ? answer.data.messages : undefined
  const point = (number: number): void => {
    setHere(number)
    onHere(showAt({ kind: 'message', message: number }))
  }
  return (
    <div className={styles.view}>
      <div className={styles.bar} role="toolbar" aria-label={words.view}>
        <span>
          {words.messages(view.messages)} · {view.format}
          {view.title === null ? '' : ` · ${plainly(view.title)}`}
        </span>
        <Pager page={page} size={size} total={view.messages} onPage={setPage} />
      </div>
      <div className={placed.list} tabIndex={0} role="region" aria-label={words.messagesOf(plainly(opened.name))}>
        <p className={view.undecided ? placed.doubt : 'quiet'}>{view.dates}</p>
        <p className="quiet">
          {view.parties
            .slice(0, 50)
            .map(({ name, messages: many }) => words.partyWrote({ name: plainly(name), many: count(many) }))
            .join(', ')}
        </p>
        {answer.error && <Problem problem={answer.error} title={words.couldNotBeRead} />}
        {!messages && !answer.error && <Loading what={words.theMessages} />}
        <ol className={placed.messages}>
          {messages?.map((message) => (
            <Message
              key={message.number}
              message={message}
              here={message.number === here}
              onMember={onMember}
              onHere={() => point(message.number)}
              marks={marks.filter(({ at: of }) => of?.kind === 'message' && of.message === message.number)}
              onMark={onMark}
            />
          ))}
        </ol>
      </div>
    </div>
  )
}

interface MessageProps {
  message: ChatMessage
  here: boolean
  onMember: (path: string) => void
  onHere: () => void
  marks: readonly PlacedMark[]
  onMark: (id: string) => void
}

function Message({ message, here, onMember, onHere, marks: own, onMark }: MessageProps): ReactElement {
  const { number, line, from, written, readings, text, cut, files, marks } = message
  const [one, other] = readings.map((reading) => momentInWords(reading))
  const when = one === undefined ? words.noDate : other === undefined ? one : words.eitherOr({ one, other })
  return (
    <li className={placed.message} aria-current={here ? 'location' : undefined}>
      <header>
        <button type="button" className="link" aria-label={words.citeThis(`message ${number}`)} onClick={onHere}>
          {count(number)}
        </button>
        <Pins marks={own} onMark={onMark} />
        <b>{from === null ? words.theProgram : plainly(from)}</b>
        <span>{when}</span>
        <small>
          {plainly(written)}
          {line === null ? '' : ` · ${words.lineOfTheFile(count(line))}`}
        </small>
      </header>
      {text !== '' && <p dir="auto">{plainLines(text)}</p>}
      {cut > 0 && <p className="quiet">{words.moreCharacters(cut)}</p>}
      {files.map(({ name, path }) =>
        path === null ? (
          <p key={name} className="quiet">
            {words.notInTheFile(plainly(name))}
          </p>
        ) : (
          <p key={name}>
            <button type="button" className="link" onClick={() => onMember(path)}>
              {plainly(name)}
            </button>
          </p>
        ),
      )}
      {marks.length > 0 && <p className={placed.marks}>{marks.map(plainly).join(' · ')}</p>}
    </li>
  )
}
