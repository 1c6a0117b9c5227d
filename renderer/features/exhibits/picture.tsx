import type { ReactElement } from 'react'
import { bytesUrl } from '../../session/bytes.ts'
import { useAsk } from '../../session/client.ts'

interface PictureProps {
  exhibit: string
  alt: string
  onBroken?: () => void
}

/** An exhibit that is a picture, drawn by the window itself inside its sandbox. */
export function Picture({ exhibit, alt, onBroken }: PictureProps): ReactElement | null {
  const { data } = useAsk('exhibit.bytes', { exhibit })
  return data ? <img src={bytesUrl(data.bytes)} alt={alt} onError={onBroken} /> : null
}
