import type { Handlers } from '../../../shared/contract/server.ts'
import type { Workspace } from '../members/index.ts'

type Calls = Extract<keyof Handlers, `draft.${string}`>

/** What is being typed, kept encrypted in the vault so that no crash loses it. Drafts are not part of the record. */
export const draftHandlers = ({ vault: { store }, ports }: Workspace): Pick<Handlers, Calls> => ({
  'draft.put': ({ key, body }) => {
    const savedAt = new Date(ports.clock.now()).toISOString()
    store.run('insert or replace into draft (key, body, saved_at) values (?, ?, ?)', key, JSON.stringify(body), savedAt)
    return { savedAt }
  },
  'draft.get': ({ key }) => {
    const row = store.get<{ body: string; savedAt: string }>(
      'select body, saved_at as savedAt from draft where key = ?',
      key,
    )
    return row ? { body: JSON.parse(row.body) as never, savedAt: row.savedAt } : { body: null, savedAt: null }
  },
  'draft.drop': ({ key }) => {
    store.run('delete from draft where key = ?', key)
    return {}
  },
})
