import { useQueries } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { AnswerTo } from '../../../shared/contract/evidence/asks.ts'
import { parseAt } from '../../../shared/kernel/pinpoint.ts'
import { client } from '../../session/client.ts'
import { plainly } from '../../ui/name.ts'
import { useListWindow, usePages } from '../../ui/use-window.ts'
import { bytes } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import { Pins } from './pin.tsx'
import type { ViewProps } from './which.ts'
import mail from './mail.module.css'
import styles from './viewer.module.css'

/** Messages that are asked for at once. */
const page = 100
const rowHeight = 44
/** Messages that are taken to follow while nobody counted them. */
const ahead = 200

/** The messages of a mailbox; only those in sight are asked for, and each opens in place. */
export function MailboxView({ which, opened, view, at, marks, onMember, onMark }: ViewProps<'mailbox'>): ReactElement {
  const place = at === undefined ? undefined : parseAt(at)
  const wanted = place?.kind === 'message' ? (place.message ?? 0) - 1 : -1
  const [pages, onRange] = usePages(page)
  const [known, setKnown] = useState(view.messages)
  const numbers = Array.from({ length: pages.to - pages.from + 1 }, (_, index) => pages.from + index)
  const answers = useQueries({
    queries: numbers.map((number) => {
      const input = { ...which, part: { ask: 'messages' as const, from: number * page, count: page } }
      return {
        queryKey: ['exhibit.part', input],
        queryFn: () => client.call('exhibit.part', input),
        staleTime: Number.POSITIVE_INFINITY,
      }
    }),
  })
  const told = answers.map(({ data }) => (data?.ask === 'messages' ? data : undefined))
  const total = told.find((one) => one !== undefined && one.total !== null)?.total ?? known
  // What was counted once holds while the next messages are on their way.
  if (total !== known) setKnown(total)
  const last = Math.max(0, ...told.map((one, index) => (one ? (numbers[index] ?? 0) * page + one.messages.length : 0)))
  const messages = total ?? last + ahead
  const { scroller, rows, height } = useListWindow({
    count: messages,
    rowHeight,
    selected: Math.min(wanted, messages - 1),
    onRange,
  })
  const messageAt = (index: number): AnswerTo<'messages'>['messages'][number] | undefined =>
    told[numbers.indexOf(Math.floor(index / page))]?.messages[index % page]
  return (
    <div className={styles.view}>
      <div className={styles.bar} role="toolbar" aria-label={words.view}>
        <span>
          {total === null ? words.moreMessagesThanCounted : words.messages(total)} · {view.format}
        </span>
        <span className="quiet">{words.inTheOrderOfTheFile}</span>
        <Pins marks={marks} onMark={onMark} />
      </div>
      <div
        ref={scroller}
        className={mail['mail-list']}
        role="region"
        aria-label={words.messagesOf(plainly(opened.name))}
      >
        <div style={{ height, position: 'relative' }}>
          {rows.map(({ key, index, top }) => {
            const one = messageAt(index)
            return (
              <button
                key={key}
                type="button"
                className={mail['mail-message']}
                style={{ transform: `translateY(${top}px)` }}
                aria-current={index === wanted ? 'location' : undefined}
                onClick={() => onMember(`message ${index + 1}`)}
              >
                <span>{index + 1}</span>
                <span>{one ? (one.date ?? words.noDate) : '…'}</span>
                <span>{one ? plainly(one.from) : ''}</span>
                <b>{one ? plainly(one.subject) || words.noSubject : ''}</b>
                <span>{one ? bytes(one.size) : ''}</span>
              </button>
            )
          })}
        </div>
      </div>
    </div>
  )
}
