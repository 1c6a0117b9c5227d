import './settings.css'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { templateKinds } from '../../../shared/contract/templates.ts'
import { useAsk } from '../../app/client.ts'
import { useKeys } from '../../app/keys.ts'
import { useMay } from '../../app/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TemplateList } from './template-list.tsx'
import { TemplatePage } from './template-page.tsx'
import { templateId, type TemplateRow } from './words.ts'

const route = getRouteApi('/settings')

/** The forms, methods, playbooks and mappings that this vault works by, and the place to change them. */
export function SettingsScreen(): ReactElement {
  const { template: chosen } = route.useSearch()
  const navigate = useNavigate()
  const list = useAsk('template.list', {})
  const may = useMay('settings.write').granted
  const items = templateKinds.flatMap((kind) => (list.data?.items ?? []).filter((row) => row.kind === kind))
  const at = items.findIndex((row) => templateId(row) === chosen)
  const row = items[at]
  const choose = (next: TemplateRow | undefined): void => {
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
  useKeys('Settings', [
    { key: 'ArrowDown', says: 'next template', run: () => move(1) },
    { key: 'ArrowUp', says: 'template before', run: () => move(-1) },
  ])
  return (
    <div className={row ? 'settings settings-chosen' : 'settings'}>
      <section className="settings-side" aria-label="Settings">
        <header>
          <h1>Settings</h1>
          {list.data && <p className="quiet">What this vault works by. Every change is a version in the ledger.</p>}
        </header>
        <Problem problem={list.error} title="The templates could not be read" onRetry={() => void list.refetch()} />
        {!list.data && !list.error && <Loading what="the templates" />}
        {list.data && <TemplateList items={items} chosen={chosen} onChoose={choose} />}
      </section>
      {row && <TemplatePage key={templateId(row)} kind={row.kind} name={row.key} onLeave={leave} />}
      {list.data && !row && (
        <div className="settings-page">
          <Empty
            title="No template is chosen"
            says={
              may
                ? 'Choose a form, a method, a playbook or a mapping to read it as it is used. What you change is saved as a new version with your reason; what was recorded by an older version keeps that version, and what the product brought can be put back.'
                : 'Choose a form, a method, a playbook or a mapping to read it as it is used. A supervisor or an administrator changes them; every version keeps who saved it, and why.'
            }
          />
        </div>
      )}
    </div>
  )
}
