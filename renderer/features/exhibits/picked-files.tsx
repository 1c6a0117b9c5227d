import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { useMay } from '../../session/may.tsx'
import { plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { bytes } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import styles from './exhibits.module.css'

export interface PickedFile {
  name: string
  size: number
  path: string
  /** All files in it, at any depth. */
  folder?: boolean
}

/** What has bytes and no file: a picture from the clipboard. Its path is a name that is its alone here. */
export interface PastedFile extends PickedFile {
  blob: Blob
  sha256: string
}

/** Files that are compared before they are kept; of more, each is while it is kept. */
const mostCompared = 1000

type Twin = Output<'exhibit.twins'>['files'][number]['twins'][number]

export interface Twins {
  /** By the path of a file: the exhibits that have its bytes already, or a file before it that has them. */
  of: ReadonlyMap<string, { twins: Twin[]; sameAs: string | null }>
  comparing: boolean
}

/** Whether files that were picked, and what was pasted, are on record already, byte for byte. */
export function useTwins(picked: readonly PickedFile[], pastedFiles: readonly PastedFile[] = []): Twins {
  const { granted } = useMay('exhibit.read')
  // What lies in a folder is compared as it is kept.
  const files = picked.filter(({ folder }) => folder !== true).map(({ path }) => path)
  const pasted = pastedFiles.map(({ path, size, sha256 }) => ({ file: path, size, sha256 }))
  const answer = useAsk(
    'exhibit.twins',
    { files, pasted },
    {
      enabled: granted && files.length + pasted.length > 0 && files.length <= mostCompared,
    },
  )
  const known = (answer.data?.files ?? []).filter(({ twins, sameAs }) => twins.length > 0 || sameAs !== null)
  return { of: new Map(known.map(({ file, ...rest }) => [file, rest])), comparing: answer.isFetching }
}

/**
 * Runs what a person tells to be done with files once they are compared with the record. Told before that it waits,
 * and then runs with what is typed by then.
 */
export function useOnceCompared({ comparing }: Twins, run: () => void): { tell: () => void; waiting: boolean } {
  const [told, setTold] = useState(false)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!told || comparing) return undefined
    const begin = window.setTimeout(() => {
      setTold(false)
      latest.current()
    })
    return () => window.clearTimeout(begin)
  }, [told, comparing])
  return { tell: comparing ? () => setTold(true) : run, waiting: told }
}

/** Said while `useOnceCompared` waits. */
export const Comparing = ({ waiting, then }: { waiting: boolean; then: string }): ReactElement | null =>
  waiting ? (
    <p role="status" className="quiet">
      {words.comparing(then)}
    </p>
  ) : null

interface PickedFilesProps {
  files: readonly PickedFile[]
  twins: Twins
  onLeaveOut: (file: PickedFile) => void
  /** Leaves a file out for the exhibit that has its bytes. */
  onUse?: (file: PickedFile, number: string) => void
  /** Files of a draft that the window may not read any more, by their path. */
  lost?: ReadonlySet<string>
  label?: string
}

/** Files that are about to be kept, with what of them is on record already. */
export const PickedFiles = ({
  files,
  twins,
  onLeaveOut,
  onUse,
  lost,
  label = words.filesToKeep,
}: PickedFilesProps): ReactElement => (
  <ul className={styles.picked} aria-label={label}>
    {files.map((file) => (
      <li key={file.path} title={file.path}>
        <div className={styles['picked-name']}>
          <span>{plainly(file.name)}</span>
          <Known twin={twins.of.get(file.path)} />
          {lost?.has(file.path) === true && <small className="late">{words.draftKeepsName}</small>}
        </div>
        <small>{file.folder === true ? words.folder : bytes(file.size)}</small>
        <Used file={file} twin={twins.of.get(file.path)} onUse={onUse} />
        <Button variant="subtle" aria-label={words.leaveOutNamed(file.name)} onClick={() => onLeaveOut(file)}>
          {words.leaveOut}
        </Button>
      </li>
    ))}
  </ul>
)

/** The choice of what is on record instead of the same bytes once more. */
function Used({
  file,
  twin,
  onUse,
}: Pick<PickedFilesProps, 'onUse'> & { file: PickedFile; twin: { twins: Twin[] } | undefined }): ReactElement | null {
  const number = twin?.twins[0]?.number
  if (!onUse || number === undefined) return null
  return (
    <Button variant="subtle" onClick={() => onUse(file, number)}>
      {words.insteadUse(number)}
    </Button>
  )
}

function Known({ twin }: { twin: { twins: Twin[]; sameAs: string | null } | undefined }): ReactElement | null {
  const [first, ...more] = twin?.twins ?? []
  if (!twin) return null
  return (
    <small role="status">
      {first
        ? words.sameOnRecord({
            number: first.number,
            name: plainly(first.fileName),
            at: <At at={first.recordedAt} />,
            more: more.length > 0 ? words.commaAndMore(more.length) : '',
          })
        : words.sameAsAnother}
    </small>
  )
}

interface AgainFieldProps {
  value: string
  onChange: (value: string) => void
  error: string | false
}

/** Why bytes that are on record are kept once more. */
export const AgainField = ({ value, onChange, error }: AgainFieldProps): ReactElement => (
  <TextInput
    label={words.whyAgain}
    description={words.orLeaveOut}
    value={value}
    maxLength={400}
    onChange={(event) => onChange(event.currentTarget.value)}
    error={error}
  />
)
