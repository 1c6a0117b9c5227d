import type { DueItem } from '../../../../shared/contract/due.ts'
import type { Reader, Store } from '../../record/vault/index.ts'
import type { DueProvider, Looking } from '../../record/members/index.ts'

/** What is due at `now` (milliseconds since 1970) or later, the longest late first, what has no time last. */
export const dueItems = (providers: readonly DueProvider[], looking: Looking, now: number): DueItem[] =>
  providers
    .flatMap((provider) => provider(looking))
    .map((item) => ({ item, at: item.due === null ? Infinity : Date.parse(item.due) }))
    .sort((a, b) => a.at - b.at || (a.item.ref < b.item.ref ? -1 : 1))
    .map(({ item, at }) => Object.assign(item, { lateBy: at <= now ? Math.floor((now - at) / 60_000) : null }))

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
