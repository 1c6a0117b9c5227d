import { clsx } from 'clsx'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { templateKinds, type TemplateKind } from '../../../shared/contract/templates.ts'
import { useAsk } from '../../session/client.ts'
import { forgetKept } from '../../session/kept.ts'
import { useKeys } from '../../session/keys.ts'
import { useMay } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { rowOf, type Makeable } from './fresh.ts'
import { NewTemplate } from './new-template.tsx'
import { TemplateList } from './template-list.tsx'
import { TemplatePage } from './template-page.tsx'
import { useBegun } from './use-begun.ts'
import { templateId, type TemplateRow } from './words.ts'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

const route = getRouteApi('/settings')

/** The forms, methods, playbooks and mappings that this vault works by, and the place to change them. */
export function SettingsScreen(): ReactElement {
  const { template: chosen } = route.useSearch()
  const navigate = useNavigate()
  const list = useAsk('template.list', { retired: true })
  const may = useMay('settings.write').granted
  const begun = useBegun()
  const [making, setMaking] = useState<{ kind: Makeable; from: string }>()
  const saved = list.data?.items ?? []
  // What another member saved under the same key in the meantime is that one's; the draft is met there.
  const fresh = may ? begun.items.filter((one) => !saved.some((row) => templateId(row) === templateId(one))) : []
  const items = templateKinds.flatMap((kind) =>
    inOrder([...fresh.map(rowOf), ...saved].filter((row) => row.kind === kind)),
  )
  const at = items.findIndex((row) => templateId(row) === chosen)
  const row = items[at]
  const choose = (next: { kind: TemplateKind; key: string } | undefined): void => {
    setMaking(undefined)
    void navigate({ to: '/settings', search: { template: next && templateId(next) }, replace: true })
    if (next) document.getElementById(`template-${templateId(next)}`)?.focus()
  }
  const move = (step: number): void => {
    const next = items[at < 0 ? 0 : Math.max(0, Math.min(items.length - 1, at + step))]
    if (next) choose(next)
  }
  const leave = (): void => {
    choose(undefined)
    if (row) document.getElementById(`template-${templateId(row)}`)?.focus()
  }
  useKeys(words.settings, [
    { key: 'ArrowDown', says: words.nextTemplate, run: () => move(1) },
    { key: 'ArrowUp', says: words.templateBefore, run: () => move(-1) },
  ])
  const start = fresh.find((one) => templateId(one) === chosen)
  const makeNew = (kind: Makeable, from = ''): void => {
    forgetKept(`new ${kind}`)
    setMaking({ kind, from })
  }
  return (
    <div className={row || making ? clsx(styles.settings, styles['settings-chosen']) : styles.settings}>
      <section className={styles['settings-side']} aria-label={words.settings}>
        <header>
          <h1>{words.settings}</h1>
          {list.data && <p className="quiet">{words.whatThisVaultWorksByEvery}</p>}
        </header>
        <Problem problem={list.error} title={words.theTemplatesCouldNotBeRead} onRetry={() => void list.refetch()} />
        {!list.data && !list.error && <Loading what={words.theTemplates} />}
        {list.data && (
          <TemplateList
            items={items}
            chosen={making ? undefined : chosen}
            onChoose={choose}
            onNew={may ? makeNew : undefined}
          />
        )}
      </section>
      {making && (
        <NewTemplate
          key={`${making.kind} ${making.from}`}
          {...making}
          existing={items.filter(({ kind }) => kind === making.kind)}
          onBegin={(one) => {
            begun.add(one)
            choose(one)
          }}
          onLeave={() => setMaking(undefined)}
        />
      )}
      {row && !making && (
        <TemplatePage
          key={templateId(row)}
          kind={row.kind}
          name={row.key}
          start={start}
          onSaved={() => begun.take(row)}
          onDiscard={() => {
            begun.take(row)
            choose(undefined)
          }}
          onCopy={(kind) => makeNew(kind, row.key)}
          onLeave={leave}
        />
      )}
      {list.data && !row && !making && (
        <div className={styles['settings-page']}>
          <Empty title={words.noTemplateIsChosen} says={may ? words.chooseAFormAMethodA : words.chooseAFormAMethodA2} />
        </div>
      )}
    </div>
  )
}

/** By key as they come; what is out of use last. */
const inOrder = (rows: readonly TemplateRow[]): TemplateRow[] => [
  ...rows.filter(({ retired }) => retired === null),
  ...rows.filter(({ retired }) => retired !== null),
]
