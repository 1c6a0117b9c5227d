import { clsx } from 'clsx'
import { useEffect, useRef, type ReactElement, type RefObject } from 'react'
import type { ViewOf } from '../../../shared/contract/evidence/views.ts'
import { parseAt, showAt, type MessagePlace } from '../../../shared/kernel/pinpoint.ts'
import { useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { plainLines } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { words } from './catalogue.ts'
import { LitText } from './lit-text.tsx'
import { MailFrame } from './mail-frame.tsx'
import { Pins } from './pin.tsx'
import { charactersOf, quotedMost } from './selected-lines.ts'
import { around, offsetIn } from './selection.ts'
import type { ViewProps, Which } from './which.ts'
import mail from './mail.module.css'

/** The texts that are shown, by their parts. */
export type MailTexts = Map<string, string>

/** The place of what is selected in a text of a message: its part with the characters, a long one by the line that it begins in. */
export function placeOfSelection(range: Range, texts: MailTexts): string | undefined {
  const [one, other] = [range.startContainer, range.endContainer].map((node) => around(node, '[data-part]'))
  const room = one ?? other
  const part = room?.dataset['part']
  const text = part === undefined ? undefined : texts.get(part)
  if (!room || part === undefined || text === undefined) return undefined
  const from = offsetIn(room, range.startContainer, range.startOffset, text, plainLines)
  const to = offsetIn(room, range.endContainer, range.endOffset, text, plainLines)
  if (to <= from) return undefined
  const said = text.slice(from, to)
  const place: MessagePlace = { kind: 'message', part }
  if (said.length > quotedMost) return showAt({ ...place, line: text.slice(0, from).split('\n').length })
  return showAt({ ...place, span: { from, to, words: said.toWellFormed() } })
}

interface MailTextProps extends Pick<ViewProps<'message'>, 'hits' | 'marks' | 'onMark'> {
  which: Which
  text: ViewOf<'message'>['texts'][number]
  html: boolean
  /** The place in it that is looked at. */
  wanted: MessagePlace | undefined
  texts: RefObject<MailTexts>
}

/** One text of a message: its words, or its HTML in a frame in which nothing runs and nothing loads. */
export function MailText({ which, text, html, wanted, hits, marks, onMark, texts }: MailTextProps): ReactElement {
  const { part } = text
  const answer = useAsk('exhibit.part', { ...which, part: { ask: 'message-text', part } })
  const found = answer.data?.ask === 'message-text' ? answer.data : undefined
  const pre = useRef<HTMLPreElement>(null)
  const said = found?.text
  useEffect(() => {
    if (said !== undefined) texts.current.set(part, said)
    if (wanted) (pre.current?.querySelector('[data-here]') ?? pre.current)?.scrollIntoView({ block: 'center' })
  }, [texts, part, said, wanted])
  if (!found)
    return answer.error ? (
      <Problem problem={answer.error} title={words.couldNotBeRead} />
    ) : (
      <Loading what={words.theText} />
    )
  const name = words.partOf({ part, kind: text.kind === 'html' ? words.html : words.textInAPart })
  const own = marks.filter(({ at }) => at?.kind === 'message' && at.part === part)
  const lit = [
    ...own.flatMap(({ at, on }) => {
      const one = at?.kind === 'message' ? charactersOf(found.text, at) : undefined
      return one ? [{ ...one, here: on }] : []
    }),
    ...hits.flatMap((hit) => {
      const at = parseAt(hit.at)
      if (at?.kind !== 'message' || at.part !== part) return []
      return charactersOf(found.text, { ...at, span: { from: hit.from, to: hit.to, words: '' } }) ?? []
    }),
    ...(wanted ? [charactersOf(found.text, wanted)] : []).flatMap((one) => (one ? [{ ...one, here: true }] : [])),
  ]
  return (
    <section className={html ? mail['mail-framed'] : undefined} aria-label={name}>
      <p className={clsx('quiet', mail.caption)}>
        {name} <Pins marks={own} onMark={onMark} />
      </p>
      {found.problems.map((problem) => (
        <p key={problem} className="quiet">
          {problem}
        </p>
      ))}
      {html && found.html !== null ? (
        <MailFrame html={found.html} named={found.named} unnamed={found.unnamed} />
      ) : (
        <>
          <pre ref={pre} className={mail['mail-words']} data-part={part}>
            <LitText text={found.text} lit={lit} show={plainLines} />
          </pre>
          {found.cut > 0 && <p className="quiet">{words.moreNotShown(found.cut)}</p>}
        </>
      )}
    </section>
  )
}
