import type { ReactElement } from 'react'
import { bytesUrl } from '../../session/bytes.ts'
import { useAsk } from '../../session/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { words } from './catalogue.ts'

interface PictureProps {
  exhibit: string
  alt: string
  /** Pixels; the reader draws it no wider. */
  width?: number
}

/** An exhibit as the reader drew it: its own bytes never reach the window. */
export function Picture({ exhibit, alt, width = 640 }: PictureProps): ReactElement | null {
  const { data, error } = useAsk('exhibit.picture', { exhibit, width })
  if (error) return <Problem problem={error} title={words.notShownHere} />
  return data ? <img src={bytesUrl(data.bytes)} alt={alt} /> : null
}
