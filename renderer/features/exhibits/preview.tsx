import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { fileKind } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { Picture } from './picture.tsx'
import styles from './exhibits.module.css'

interface PreviewProps {
  exhibit: string
  name: string
  mediaType: string
}

/** What an exhibit shows, as far as it can be shown safely: a picture that the window draws, or text. */
export function Preview({ exhibit, name, mediaType }: PreviewProps): ReactElement {
  const { data, error } = useAsk('exhibit.preview', { exhibit })
  const [broken, setBroken] = useState(false)
  if (error) return <Problem problem={error} title="No preview" />
  if (!data) return <Loading what="the preview" />
  if (data.kind === 'none') return <p className={clsx(styles.preview, styles.none)}>{data.reason}</p>
  if (broken) {
    return (
      <p className={clsx(styles.preview, styles.none)}>
        The first bytes say {fileKind(mediaType)}, but the rest cannot be drawn: the file is damaged or cut short. It is
        kept as it came.
      </p>
    )
  }
  if (data.kind === 'image') {
    return (
      <figure className={styles.preview}>
        <Picture exhibit={exhibit} alt={`Preview of ${name}`} onBroken={() => setBroken(true)} />
      </figure>
    )
  }
  const says = [
    isMarkup(data.text) ? 'Shown as the text it is made of; nothing in it runs.' : '',
    data.truncated ? 'Only the beginning is shown.' : '',
  ].filter(Boolean)
  return (
    <figure className={styles.preview}>
      <pre tabIndex={0} role="region" aria-label={`Preview of ${name}`}>
        {data.text}
      </pre>
      {says.length > 0 && <figcaption className="quiet">{says.join(' ')}</figcaption>}
    </figure>
  )
}

/** Text that another program would draw or run instead of showing it. */
const isMarkup = (text: string): boolean => /^\s*<(?:!doctype|\?xml|html|svg|script)\b/i.test(text)
