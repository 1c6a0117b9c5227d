import { clsx } from 'clsx'
import { NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Outlet, useChildMatches, useNavigate } from '@tanstack/react-router'
import { useRef, useState, type ReactElement } from 'react'
import { client } from '../../session/client.ts'
import { useKept } from '../../session/kept.ts'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Empty, Kbd } from '../../ui/empty.tsx'
import { useFollow } from '../../ui/follow-list.ts'
import { useList } from '../../ui/use-list.ts'
import { Problem } from '../../ui/problem.tsx'
import { usePages } from '../../ui/use-window.ts'
import { count } from '../../ui/words.ts'
import { SubjectForm } from './subject-form.tsx'
import { SubjectList } from './subject-list.tsx'
import { kindsWords, type SubjectQuestion } from './words.ts'
import { words } from './catalogue.ts'
import styles from './subjects.module.css'

/** How many rows are fetched at once. */
const pageSize = 100

/** Who and what is on record, and the one that is read. */
export function SubjectsScreen(): ReactElement {
  const navigate = useNavigate()
  const [view, setView] = useKept<SubjectQuestion>('subjects view', { kind: 'all', filter: '' })
  const [filter] = useDebouncedValue(view.filter.trim(), 120)
  const [pages, onRange] = usePages(pageSize)
  const [adding, setAdding] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const open = useChildMatches({ select: (matches) => matches.map(({ params }) => params) })[0]
  const openRef = open && 'subjectRef' in open ? open.subjectRef : undefined
  const question = { kind: view.kind, filter }
  const subjects = useList('subject.list', question, { pageSize, pages, open: openRef })
  const selected = subjects.indexOf(openRef)
  const listed = JSON.stringify(question)
  /** The list that did not have what was open. */
  const [left, setLeft] = useState<string>()
  useFollow({
    asked: openRef,
    held: subjects.held,
    question: listed,
    place: selected,
    onWiden: () => {
      if (view.kind === 'all' && view.filter === '') return false
      setView({ kind: 'all', filter: '' })
      return true
    },
    onLeave: () => {
      setLeft(listed)
      void navigate({ to: '/subjects' })
    },
  })
  const total = subjects.total ?? 0
  const counts = subjects.newest?.counts
  const go = (subjectRef: string): void => void navigate({ to: '/subjects/$subjectRef', params: { subjectRef } })
  const move = (step: number): void => {
    const row = subjects.row(Math.max(0, Math.min(total - 1, selected + step)))
    if (row) go(row.number)
  }
  /** What was typed a moment ago may not be in the list yet. */
  const goToFirst = async (): Promise<void> => {
    const input = { kind: view.kind, filter: view.filter.trim(), limit: 1 }
    const found = await client.call('subject.list', input).catch(() => undefined)
    const first = found?.items[0]
    if (first) go(first.number)
  }
  const writes = useMay('case.write').now
  useKeys(words.peoplePlaces, [
    ...(writes ? [{ key: 'n', says: words.putSomebodyOrSomethingOnRecord, run: () => setAdding(true) }] : []),
    { key: 'j', says: words.next, run: () => move(1) },
    { key: 'k', says: words.previous, run: () => move(-1) },
    { key: 'ArrowDown', says: words.next, run: () => move(1) },
    { key: 'ArrowUp', says: words.previous, run: () => move(-1) },
    { key: '/', says: words.findByNamePlateTelephoneHandle, run: () => field.current?.focus() },
    { key: 'Escape', says: words.backToTheList, run: () => void navigate({ to: '/subjects' }) },
  ])
  const all = Object.values(counts ?? {}).reduce((sum, one) => sum + one, 0)
  return (
    <div className={openRef === undefined && !adding ? styles.subjects : clsx(styles.subjects, styles['with-subject'])}>
      <section className={styles['subject-list']} aria-label={words.peoplePlaces}>
        <header>
          <h1>{words.peoplePlaces}</h1>
          <Act needs="case.write" variant="filled" onClick={() => setAdding(true)}>
            {words.new}
          </Act>
        </header>
        <div className={styles['subject-tools']}>
          <TextInput
            ref={field}
            aria-label={words.findByNameOrIdentifier}
            placeholder={words.namePlateTelephoneHandle}
            value={view.filter}
            maxLength={200}
            onChange={(event) => setView({ ...view, filter: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void goToFirst()
            }}
            rightSection={<Kbd>/</Kbd>}
          />
          <NativeSelect
            aria-label={words.whichKind}
            value={view.kind}
            data={[
              { value: 'all', label: words.allAll(count(all)) },
              ...Object.entries(kindsWords).map(([value, label]) => ({
                value,
                label: `${label} ${count(counts?.[value as keyof typeof kindsWords] ?? 0)}`,
              })),
            ]}
            onChange={(event) => setView({ ...view, kind: event.currentTarget.value as SubjectQuestion['kind'] })}
          />
        </div>
        <Problem problem={subjects.error} title={words.theListCouldNotBeRead} onRetry={subjects.retry} />
        {subjects.total === 0 ? (
          <Empty
            says={all === 0 ? words.peopleOrganizationsPlacesVehiclesAndAccounts : words.nobodyAndNothingOnRecordIs}
          />
        ) : (
          <SubjectList
            subjects={subjects}
            selected={selected}
            onSelect={go}
            onOpen={() => document.querySelector<HTMLElement>('[data-page=subject]')?.focus()}
            onRange={onRange}
          />
        )}
      </section>
      {adding ? (
        <SubjectForm
          start={view.filter}
          onDone={(number) => {
            setAdding(false)
            if (number !== undefined) go(number)
          }}
        />
      ) : openRef === undefined ? (
        <div className="case-none">
          <p className="quiet" role="status">
            {left !== listed ? '' : `${words.theRecordThatWasOpenIs} `}
            {total > 0 ? words.chooseOneJAndKMove : ''}
          </p>
        </div>
      ) : (
        <Outlet />
      )}
    </div>
  )
}
