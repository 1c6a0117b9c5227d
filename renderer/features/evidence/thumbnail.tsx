import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import type { HoldfastError } from '../../../shared/kernel/errors.ts'
import { bytesUrl } from '../../session/bytes.ts'
import { client } from '../../session/client.ts'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { fileKind, plainly } from '../../ui/name.ts'
import { words as said } from './catalogue.ts'
import styles from './thumbnail.module.css'

interface ThumbnailProps {
  exhibit: string
  mediaType: string
  /** A large one shows the beginning of a text. */
  large?: boolean
}

/** Milliseconds that it stays on the screen before it is asked for: what only passes by is not drawn. */
const rests = 120

const icons: readonly [RegExp, IconName][] = [
  [/^image\//, 'picture'],
  [/^audio\//, 'sound'],
  [/^video\//, 'video'],
  [/^message\/|mbox|outlook|tnef/, 'mail'],
  [/zip|x-7z|x-rar|x-tar|x-xz|zstd|bzip/, 'archive'],
]
const views: Readonly<Record<string, IconName>> = {
  message: 'mail',
  mailbox: 'mail',
  archive: 'archive',
  locked: 'lock',
}

/** A small picture of an exhibit as a reader drew it; of what has none, its sign and what it is. */
export function Thumbnail({ exhibit, mediaType, large = false }: ThumbnailProps): ReactElement {
  const { data, isFetching } = useThumbnail(exhibit)
  if (data?.bytes)
    return <img className={styles['thumb-picture']} src={bytesUrl(data.bytes)} alt="" draggable={false} />
  const icon = views[data?.view ?? ''] ?? icons.find(([fits]) => fits.test(mediaType))?.[1] ?? 'file'
  if (!large)
    return (
      <span className={styles['thumb-sign']} title={data?.problem ?? undefined} aria-busy={isFetching}>
        <Icon name={icon} size={18} />
      </span>
    )
  const words = data?.problem ?? data?.words
  return (
    <span className={styles['thumb-sheet']} aria-busy={isFetching} data-problem={data?.problem ? 'true' : undefined}>
      <span className={styles['thumb-what']}>
        <Icon name={icon} size={16} />
        {data?.view === 'message'
          ? said.eMail
          : data?.view === 'mailbox'
            ? said.mailbox
            : data?.view === 'locked'
              ? said.encryptedKind
              : fileKind(mediaType)}
      </span>
      {words && <span className={styles['thumb-words']}>{plainly(words)}</span>}
    </span>
  )
}

/** Asked for once it rests on the screen, and cancelled when it leaves. */
function useThumbnail(exhibit: string): UseQueryResult<Output<'exhibit.thumbnail'>, HoldfastError> {
  const [rested, setRested] = useState<string>()
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(exhibit), rests)
    return () => window.clearTimeout(timer)
  }, [exhibit])
  return useQuery<Output<'exhibit.thumbnail'>, HoldfastError>({
    queryKey: ['exhibit.thumbnail', { exhibit }],
    queryFn: ({ signal }) => client.call('exhibit.thumbnail', { exhibit }, { signal }),
    enabled: rested === exhibit,
    staleTime: Infinity,
  })
}
