import type { DueItem } from '../../../shared/contract/due.ts'
import type { Reader, Store } from '../vault/index.ts'
import { dueProviders, type Looking } from './providers.ts'

/** What is due at `now` (milliseconds since 1970) or later, the longest late first, what has no time last. */
export const dueItems = (looking: Looking, now: number): DueItem[] =>
  dueProviders
    .flatMap((provider) => provider(looking))
    .map((item) => {
      const late = item.due === null ? -1 : Math.floor((now - Date.parse(item.due)) / 60_000)
      return Object.assign(item, {
        lateBy: item.due !== null && Date.parse(item.due) <= now ? Math.max(0, late) : null,
      })
    })
    .sort((a, b) => at(a) - at(b) || a.ref.localeCompare(b.ref))

const at = ({ due }: DueItem): number => (due === null ? Number.MAX_SAFE_INTEGER : Date.parse(due))

const setting = 'notices'

/** Whether this copy of the vault asks for the system's notices; it does until somebody says otherwise. */
export const noticesOn = (db: Reader): boolean =>
  db.get<{ value: string }>('select value from setting where name = ?', setting)?.value !== 'off'

export const setNotices = (store: Store, on: boolean): void =>
  store.run(
    'insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
    setting,
    on ? 'on' : 'off',
  )
