import type { ReactElement } from 'react'
import { useAsk } from '../../app/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'

/** What an exhibit shows, as far as it can be shown safely: a re-encoded image, or text. */
export function Preview({ exhibit, name }: { exhibit: string; name: string }): ReactElement {
  const { data, error } = useAsk('exhibit.preview', { exhibit })
  if (error) return <Problem problem={error} title="No preview" />
  if (!data) return <Loading what="the preview" />
  if (data.kind === 'none') return <p className="preview none">{data.reason}</p>
  if (data.kind === 'image') {
    return (
      <figure className="preview">
        <img src={`data:${data.mediaType};base64,${data.base64}`} alt={`Preview of ${name}`} />
      </figure>
    )
  }
  return (
    <figure className="preview">
      <pre tabIndex={0} role="region" aria-label={`Preview of ${name}`}>
        {data.text}
      </pre>
      {data.truncated && <figcaption className="quiet">Only the beginning is shown.</figcaption>}
    </figure>
  )
}
