import { clsx } from 'clsx'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Loading } from '../../ui/empty.tsx'
import { plainly } from '../../ui/name.ts'
import { Fact, Facts } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import type { Asked } from './asked.ts'
import { AliasForm, IdentifierForm, PhotoForm } from './known-forms.tsx'
import { InvolvementList } from './involvement-list.tsx'
import { ChangeInvolvement, InvolveForm } from './involve-form.tsx'
import { MergeForm } from './merge-form.tsx'
import { Aliases, Identifiers, Parts, Photos } from './known-lists.tsx'
import { EditSubject } from './subject-form.tsx'
import { SubjectHistory } from './subject-history.tsx'
import { WithdrawForm } from './withdraw-form.tsx'
import { detailWords, kindWords, named, type Detail } from './words.ts'
import { Handling } from '../handling/index.ts'
import { words } from './catalogue.ts'
import styles from './subjects.module.css'

const route = getRouteApi('/subjects/$subjectRef')

/** Somebody or something on record: names, identifiers, where it was involved, and what was merged into it. */
export function SubjectPage(): ReactElement {
  const { subjectRef } = route.useParams()
  const answer = useAsk('subject.get', { subject: subjectRef })
  if (answer.error) {
    return (
      <div className="case-none">
        <Problem
          problem={answer.error}
          title={words.couldNotBeRead(subjectRef)}
          onRetry={() => void answer.refetch()}
        />
      </div>
    )
  }
  if (!answer.data) return <Loading what={words.theRecord} />
  return <Page key={answer.data.id} detail={answer.data} />
}

function Page({ detail }: { detail: Detail }): ReactElement {
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Asked>()
  const writes = useMay('case.write').now
  const close = (): void => setAsked(undefined)
  useKeys(
    detail.number,
    [
      { key: 'e', says: words.editNameAndDetails, run: () => setAsked({ what: 'edit' }) },
      { key: 'a', says: words.addAnAlias, run: () => setAsked({ what: 'alias' }) },
      { key: 'i', says: words.addAnIdentifier, run: () => setAsked({ what: 'identifier' }) },
      { key: 'w', says: words.sayWhereItWasInvolved, run: () => setAsked({ what: 'involve' }) },
      { key: 'm', says: words.mergeIntoAnotherRecord2, run: () => setAsked({ what: 'merge' }) },
    ],
    writes && asked === undefined,
  )
  const { mergedInto } = detail
  return (
    <div className={styles['subject-room']}>
      <header className={clsx('case-head', styles['subject-head'])}>
        <p className="case-kicker">
          <button type="button" className="link case-back" onClick={() => void navigate({ to: '/subjects' })}>
            <Icon name="back" size={14} /> {words.peoplePlaces}
          </button>
          {detail.number} ·{' '}
          {words.onRecordSinceBy({ kind: kindWords[detail.kind], at: <At at={detail.addedAt} full /> })}{' '}
          {detail.addedBy}
        </p>
        <h1 className="words">{plainly(detail.name)}</h1>
        {mergedInto && (
          <p className={styles['subject-merged']}>
            {words.mergedKeptUnder}{' '}
            <Link to="/subjects/$subjectRef" params={{ subjectRef: mergedInto.number }}>
              {named(mergedInto)}
            </Link>
            .{' '}
            <Act
              needs="case.write"
              variant="subtle"
              onClick={() => setAsked({ what: 'withdraw', withdrawing: { what: 'merge', subject: detail } })}
            >
              {words.takeItOutAgain}
            </Act>
          </p>
        )}
        <Handling record={detail.id} of={detail.number} privilege={false} />
        <div className="actions">
          <Act needs="case.write" onClick={() => setAsked({ what: 'edit' })}>
            {words.edit}
          </Act>
          <Act needs="case.write" onClick={() => setAsked({ what: 'alias' })}>
            {words.addAlias}
          </Act>
          <Act needs="case.write" onClick={() => setAsked({ what: 'identifier' })}>
            {words.addIdentifier}
          </Act>
          <Act needs="case.write" onClick={() => setAsked({ what: 'photo' })}>
            {words.addPhoto}
          </Act>
          <Act needs="case.write" onClick={() => setAsked({ what: 'involve' })}>
            {words.involve}
          </Act>
          {mergedInto === null && (
            <Act needs="case.write" onClick={() => setAsked({ what: 'merge' })}>
              {words.merge}
            </Act>
          )}
        </div>
      </header>
      <div className="with-panel-room">
        <div className="case-body" data-page="subject" tabIndex={0} role="region" aria-label={named(detail)}>
          <Details detail={detail} />
          <Aliases detail={detail} onAsk={setAsked} />
          <Identifiers detail={detail} onAsk={setAsked} />
          <section className={clsx('card', styles['subject-section'])} aria-label={words.involvement}>
            <h2>{words.involvement}</h2>
            <InvolvementList
              items={detail.involvements}
              shows="matter"
              home={detail.id}
              empty={words.notOnRecordInAnyReport}
              onAsk={setAsked}
            />
          </section>
          <Photos detail={detail} onAsk={setAsked} />
          <Parts detail={detail} onAsk={setAsked} />
          <SubjectHistory id={detail.id} />
        </div>
        {asked?.what === 'edit' && <EditSubject detail={detail} onDone={close} />}
        {asked?.what === 'alias' && <AliasForm detail={detail} onDone={close} />}
        {asked?.what === 'identifier' && <IdentifierForm detail={detail} onDone={close} />}
        {asked?.what === 'photo' && <PhotoForm detail={detail} onDone={close} />}
        {asked?.what === 'merge' && <MergeForm detail={detail} onDone={close} />}
        {asked?.what === 'involve' && <InvolveForm of={detail} onDone={close} />}
        {asked?.what === 'change' && <ChangeInvolvement involvement={asked.involvement} onDone={close} />}
        {asked?.what === 'withdraw' && <WithdrawForm withdrawing={asked.withdrawing} onDone={close} />}
      </div>
    </div>
  )
}

function Details({ detail: { details } }: { detail: Detail }): ReactElement | null {
  const { latitude, longitude, ...others } = details
  const shown = Object.entries(others)
  if (shown.length === 0 && latitude === undefined) return null
  return (
    <section className={clsx('card', styles['subject-section'])} aria-label={words.details}>
      <Facts>
        {shown.map(([name, value]) => (
          <Fact key={name} term={detailWords[name as keyof typeof detailWords]}>
            <span className={clsx('words', styles['subject-text'])}>{plainly(value).replaceAll('⟨U+000A⟩', '\n')}</span>
          </Fact>
        ))}
        {latitude !== undefined && longitude !== undefined && (
          <Fact term={words.position}>
            {latitude}, {longitude}
          </Fact>
        )}
      </Facts>
    </section>
  )
}
