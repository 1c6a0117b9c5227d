import { clsx } from 'clsx'
import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { useAsk } from '../../session/client.ts'
import { Act, useMay } from '../../session/may.tsx'
import { plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { Picture } from '../evidence/index.ts'
import type { Asked } from './asked.ts'
import { Tone } from './tone.tsx'
import { identifierWords, named, type Detail } from './words.ts'
import { words } from './catalogue.ts'
import styles from './subjects.module.css'

interface ListProps {
  detail: Detail
  onAsk: (asked: Asked) => void
}

type Kept = Pick<Detail['aliases'][number], 'id' | 'of' | 'addedAt' | 'addedBy' | 'withdrawn'>

interface RowProps {
  kept: Kept
  detail: Detail
  children: ReactNode
  name: string
  onAsk: ListProps['onAsk']
}

/** One thing that is known, by whom and since when; what was withdrawn stays, struck through, with its reason. */
function Row({ kept, detail, name, children, onAsk }: RowProps): ReactElement {
  const { id, of, addedAt, addedBy, withdrawn } = kept
  return (
    <li className={withdrawn === null ? undefined : styles.withdrawn}>
      <div>
        {children}
        <small>
          {of.id === detail.id ? '' : `${named(of)}, `}
          {addedBy}, <At at={addedAt} />
        </small>
        {withdrawn && (
          <small>
            {words.withdrawnBy(withdrawn.by)} <At at={withdrawn.at} />: {plainly(withdrawn.reason)}
          </small>
        )}
      </div>
      {withdrawn === null && (
        <Act
          needs="case.write"
          variant="subtle"
          aria-label={words.withdrawName(name)}
          onClick={() => onAsk({ what: 'withdraw', withdrawing: { what: 'known', subject: of, id, name } })}
        >
          {words.withdraw}
        </Act>
      )}
    </li>
  )
}

export function Aliases({ detail, onAsk }: ListProps): ReactElement {
  return (
    <section className={clsx('card', styles['subject-section'])} aria-label={words.aliases}>
      <h2>{words.aliases}</h2>
      {detail.aliases.length === 0 && <p className="quiet">{words.noneOnRecordAnAliasSays}</p>}
      <ul className={styles.known}>
        {detail.aliases.map((alias) => (
          <Row key={alias.id} kept={alias} detail={detail} name={alias.name} onAsk={onAsk}>
            <b className="words">{plainly(alias.name)}</b> <Tone confidence={alias.confidence} />
            <p>{plainly(alias.basis)}</p>
          </Row>
        ))}
      </ul>
    </section>
  )
}

export function Identifiers({ detail, onAsk }: ListProps): ReactElement {
  return (
    <section className={clsx('card', styles['subject-section'])} aria-label={words.identifiers}>
      <h2>{words.identifiers}</h2>
      {detail.identifiers.length === 0 && <p className="quiet">{words.noneOnRecordAPlateTelephone}</p>}
      <ul className={styles.known}>
        {detail.identifiers.map((identifier) => (
          <Row key={identifier.id} kept={identifier} detail={detail} name={identifier.value} onAsk={onAsk}>
            <span className="quiet">{identifierWords[identifier.type]}</span> <b>{plainly(identifier.value)}</b>
            {identifier.basis !== null && <p>{plainly(identifier.basis)}</p>}
          </Row>
        ))}
      </ul>
    </section>
  )
}

export function Photos({ detail, onAsk }: ListProps): ReactElement | null {
  if (detail.photos.length === 0) return null
  return (
    <section className={clsx('card', styles['subject-section'])} aria-label={words.photos}>
      <h2>{words.photos}</h2>
      <ul className={clsx(styles.known, styles.photos)}>
        {detail.photos.map((photo) => (
          <Row key={photo.id} kept={photo} detail={detail} name={photo.exhibit} onAsk={onAsk}>
            {photo.withdrawn === null && <Thumbnail exhibit={photo.exhibitId} name={photo.exhibit} />}
            {photo.caseNumber === null ? (
              <Link to="/queue" search={{ report: photo.reportNumber ?? undefined }}>
                {words.exhibitExhibit(photo.exhibit)}
              </Link>
            ) : (
              <Link
                to="/cases/$caseRef"
                params={{ caseRef: photo.caseNumber }}
                search={{ tab: 'evidence', item: photo.exhibit }}
              >
                {words.exhibitExhibit(photo.exhibit)}
              </Link>
            )}
          </Row>
        ))}
      </ul>
    </section>
  )
}

/** The picture as the exhibit's own preview draws it; nothing where it is none. */
function Thumbnail({ exhibit, name }: { exhibit: string; name: string }): ReactElement | null {
  const { granted } = useMay('exhibit.read')
  const { data } = useAsk('exhibit.open', { exhibit }, { enabled: granted })
  if (data?.view.kind !== 'picture') return null
  return <Picture exhibit={exhibit} alt={words.exhibitName(name)} />
}

export function Parts({ detail, onAsk }: ListProps): ReactElement | null {
  if (detail.parts.length === 0) return null
  return (
    <section className={clsx('card', styles['subject-section'])} aria-label={words.mergedRecords}>
      <h2>{words.mergedIntoThisRecord}</h2>
      <ul className={styles.known}>
        {detail.parts.map((part) => (
          <li key={part.id}>
            <div>
              <Link to="/subjects/$subjectRef" params={{ subjectRef: part.number }}>
                {named(part)}
              </Link>
              <p>{plainly(part.reason)}</p>
              <small>
                {part.into === detail.number ? '' : `${words.intoInto(part.into)} `}
                {part.by}, <At at={part.at} />
              </small>
            </div>
            <Act
              needs="case.write"
              variant="subtle"
              aria-label={words.takeOut(part.number)}
              onClick={() => onAsk({ what: 'withdraw', withdrawing: { what: 'merge', subject: part } })}
            >
              {words.takeOut2}
            </Act>
          </li>
        ))}
      </ul>
    </section>
  )
}
