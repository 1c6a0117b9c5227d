import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { fileKind, plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { words } from './catalogue.ts'
import { Picture } from './picture.tsx'
import { kindInWords, type Opened } from './which.ts'
import styles from './preview.module.css'

interface PreviewProps {
  exhibit: string
  name: string
}

/** Lines of a text that a preview shows. */
const lines = 200
const blocks = 100

/** A first look at an exhibit beside its properties: its first page, picture or lines. The whole of it is a click away. */
export function Preview({ exhibit, name }: PreviewProps): ReactElement {
  const { data: opened, error, refetch } = useAsk('exhibit.open', { exhibit })
  if (error) return <Problem problem={error} title={words.noPreview} onRetry={() => void refetch()} />
  if (!opened) return <Loading what={words.thePreview} />
  const { view } = opened
  if (view.kind === 'lines') return <FirstLines exhibit={exhibit} name={name} total={view.lines} />
  if (view.kind === 'document') return <FirstBlocks exhibit={exhibit} name={name} total={view.blocks} />
  if (view.kind === 'pages' || view.kind === 'picture') {
    return (
      <figure className={styles.preview}>
        <Link
          to="/exhibits/$exhibitRef"
          params={{ exhibitRef: opened.number }}
          aria-label={words.openNamed(plainly(name))}
        >
          <Picture exhibit={exhibit} alt={words.previewOf(plainly(name))} />
        </Link>
      </figure>
    )
  }
  return <p className={clsx(styles.preview, styles.none)}>{inWords(opened)}</p>
}

/** Why there is nothing to see at once. */
function inWords(opened: Opened): string {
  const { view, mediaType, problems, members } = opened
  if (view.kind === 'locked') return words.encryptedOpenIt
  if (view.kind === 'message' && view.head.length > 0)
    return view.head.map(({ name, value }) => `${name}: ${plainly(value)}`).join('\n')
  if (view.kind === 'mailbox') return view.messages === null ? words.aMailbox : words.aMailboxOf(view.messages)
  if (view.kind === 'sheets')
    return words.sheetsNamed({
      many: view.sheets.length,
      named: view.sheets.map(({ name }) => plainly(name)).join(', '),
    })
  if (view.kind === 'bytes' && mediaType.startsWith('image/')) return words.damagedPicture(fileKind(mediaType))
  if (view.kind === 'bytes') return problems[0] ?? view.why
  const kind = kindInWords(opened)
  return members.length > 0 ? words.kindWithFiles({ kind, files: members.length }) : words.kindAlone(kind)
}

function FirstLines({ exhibit, name, total }: PreviewProps & { total: number | null }): ReactElement {
  const { data, error } = useAsk('exhibit.part', { exhibit, part: { ask: 'lines', from: 0, count: lines } })
  if (error) return <Problem problem={error} title={words.noPreview} />
  if (data?.ask !== 'lines') return <Loading what={words.thePreview} />
  const text = data.lines.map((line) => line.text).join('\n')
  const says = [
    isMarkup(text) ? words.asItIsMadeOf : '',
    total === null || total > lines || data.lines.some(({ cut }) => cut > 0) ? words.onlyTheBeginning : '',
  ].filter(Boolean)
  return (
    <figure className={styles.preview}>
      <pre tabIndex={0} role="region" aria-label={words.previewOf(plainly(name))}>
        {text}
      </pre>
      {says.length > 0 && <figcaption className="quiet">{says.join(' ')}</figcaption>}
    </figure>
  )
}

function FirstBlocks({ exhibit, name, total }: PreviewProps & { total: number }): ReactElement {
  const { data, error } = useAsk('exhibit.part', { exhibit, part: { ask: 'blocks', from: 0, count: blocks } })
  if (error) return <Problem problem={error} title={words.noPreview} />
  if (data?.ask !== 'blocks') return <Loading what={words.thePreview} />
  return (
    <figure className={styles.preview}>
      <pre tabIndex={0} role="region" aria-label={words.previewOf(plainly(name))}>
        {data.blocks.map(({ text }) => text).join('\n')}
      </pre>
      {total > blocks && <figcaption className="quiet">{words.onlyTheBeginning}</figcaption>}
    </figure>
  )
}

/** Text that another program would draw or run instead of showing it. */
const isMarkup = (text: string): boolean => /^\s*<(?:!doctype|\?xml|html|svg|script)\b/i.test(text)
