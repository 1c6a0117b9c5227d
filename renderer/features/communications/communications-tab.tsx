import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { rowOf } from '../../ui/follow-list.ts'
import { Problem } from '../../ui/problem.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { At, Occurred } from '../../ui/when.tsx'
import { CommunicationForm } from './communication-form.tsx'
import { channelWords, directionWords, piecesOf, roleWords, type Communication } from './words.ts'
import { words } from './catalogue.ts'
import styles from './communications.module.css'

interface CommunicationsTabProps {
  detail: { id: string; number: string; status: string }
  /** Id of the communication that is to be in sight. */
  item: string | undefined
}

type Asked = { what: 'new' } | { what: 'correct' | 'strike'; about: string } | undefined

/** Who spoke with whom about the case, in the order in which they did. */
export function CommunicationsTab({ detail, item }: CommunicationsTabProps): ReactElement {
  const past = useIsPast()
  const may = useMay('case.write').now
  const closed = past || detail.status === 'destroyed'
  const answer = useAskThen('communication.list', { case: detail.id })
  const [asked, setAsked] = useState<Asked>()
  const done = (): void => setAsked(undefined)
  useKeys(
    words.communications,
    [{ key: 'n', says: words.keyLog, run: () => setAsked({ what: 'new' }) }],
    !closed && may,
  )
  const items = answer.data?.items
  const about = asked && 'about' in asked ? rowOf(items, asked.about) : undefined
  return (
    <div className="with-panel-room">
      <div className="case-body" tabIndex={0} role="region" aria-label={words.communications}>
        {!closed && (
          <div className="room-bar">
            <Act needs="case.write" variant="filled" onClick={() => setAsked({ what: 'new' })}>
              {words.logACommunication}
            </Act>
            <span className="quiet">{words.callsMessagesLettersAndWhoWas}</span>
          </div>
        )}
        <Problem
          problem={answer.error}
          title={words.theCommunicationsCouldNotBeRead}
          onRetry={() => void answer.refetch()}
        />
        {!items && !answer.error && <Loading what={words.theCommunications} />}
        {items?.length === 0 && <Empty says={words.everyCallMessageAndNotificationAbout} />}
        <ol className={styles['said-list']}>
          {items?.map((row) => (
            <Said
              key={row.id}
              row={row}
              on={row.id === item}
              {...(closed || row.struck
                ? {}
                : {
                    onCorrect: () => setAsked({ what: 'correct', about: row.id }),
                    onStrike: () => setAsked({ what: 'strike', about: row.id }),
                  })}
            />
          ))}
        </ol>
      </div>
      {asked?.what === 'new' && <CommunicationForm key="new" detail={detail} onDone={done} />}
      {asked?.what === 'correct' && about && !about.struck && (
        <CommunicationForm key={about.id} detail={detail} corrects={about} onDone={done} />
      )}
      {asked?.what === 'strike' && about && !about.struck && <StrikeForm detail={detail} about={about} onDone={done} />}
    </div>
  )
}

interface SaidProps {
  row: Communication
  on: boolean
  onCorrect?: () => void
  onStrike?: () => void
}

function Said({ row, on, onCorrect, onStrike }: SaidProps): ReactElement {
  const { struck } = row
  const pieces = piecesOf(row.content, row.quotes).map(({ text, quoted }, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- the pieces of one text do not move
    quoted ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  )
  return (
    <li
      className={struck ? clsx(styles.said, styles.struck) : styles.said}
      aria-current={on ? 'true' : undefined}
      ref={on ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
    >
      <div className={styles['said-when']}>
        <Occurred when={row.sentAt} />
        {row.receivedAt && (
          <small>
            {words.received} <Occurred when={row.receivedAt} />
          </small>
        )}
        {row.late && (
          <small className="late-mark">
            {words.lateEntry} <At at={row.recordedAt} />
          </small>
        )}
      </div>
      <article aria-label={`${row.number}, ${directionWords[row.direction]} ${channelWords[row.channel]}`}>
        <header>
          <b>{channelWords[row.channel]}</b> {directionWords[row.direction]}
          <small>{row.number}</small>
          {struck && <span className="tag">{words.struck}</span>}
        </header>
        <p className={styles['said-parties']}>
          {row.parties.map(({ name, role, address }) => (
            <span key={`${role} ${name} ${address ?? ''}`}>
              <small>{roleWords[role]}</small> {name}
              {address !== undefined && <small className="mono"> {address}</small>}
            </span>
          ))}
        </p>
        <blockquote className="verbatim">{struck ? <s>{pieces}</s> : pieces}</blockquote>
        {row.quotes.length > 0 && !struck && <small>{words.markedWordsAreQuotedAsThreatening}</small>}
        {row.outcome !== null && (
          <p>
            <small>{words.outcome}</small> {row.outcome}
          </p>
        )}
        {row.exhibit !== null && (
          <p>
            <small>{words.theMessageItselfIsExhibit}</small> {row.exhibit}
          </p>
        )}
        {struck && (
          <p className={styles['said-struck']}>
            {words.struckBy({ at: <At at={struck.at} full />, by: struck.by, reason: struck.reason })}
            {struck.replacedBy !== null && <>{words.standsInItsPlace(struck.replacedBy)}</>}
          </p>
        )}
        <footer>
          <small>
            {words.recordedByEntry({ at: <At at={row.recordedAt} full />, recordedBy: row.recordedBy, seq: row.seq })}
          </small>
          {onCorrect && (
            <Act needs="case.write" variant="subtle" onClick={onCorrect} aria-label={words.correctNumber(row.number)}>
              {words.correct}
            </Act>
          )}
          {onStrike && (
            <Act needs="case.write" variant="subtle" onClick={onStrike} aria-label={words.strikeNumber(row.number)}>
              {words.strike}
            </Act>
          )}
        </footer>
      </article>
    </li>
  )
}

function StrikeForm({
  detail,
  about,
  onDone,
}: {
  detail: { id: string }
  about: Communication
  onDone: () => void
}): ReactElement {
  return (
    <ReasonForm
      call="communication.strike"
      also={{ case: detail.id, communication: about.id }}
      title={words.strikeACommunication}
      kicker={about.number}
      does={words.strikeIt}
      failed={words.itWasNotStruck}
      says={words.itStaysReadableStruckThroughWith}
      onDone={onDone}
    />
  )
}
