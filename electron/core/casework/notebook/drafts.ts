import { count } from '../../../../shared/kernel/show.ts'
import type { Handlers } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../record/members/index.ts'

type Calls = Extract<keyof Handlers, `draft.${string}`>

/** Characters of JSON that one draft may have. */
const limit = 4_000_000

/**
 * What is being typed, kept encrypted in the vault so that no crash loses it. Drafts are not part of the record, and
 * each member has their own. A vault that is open for reading alone takes none. `draft.put` fails with INVALID_INPUT for a draft of more than 4,000,000 characters; it and
 * `draft.drop` fail with CONFLICT while the draft is open in another window.
 */
export const draftHandlers = ({ vault: { store }, ledger, ports, member }: Workspace): Pick<Handlers, Calls> => {
  const own = (key: string): string => `${member.id}/${key}`
  // What is typed into a vault that may be another's is theirs to read.
  const requireSound = (): void => {
    if (ledger.fault) throw ledger.fault
  }
  return {
    'draft.put': ({ key, body }, { drafts }) => {
      requireSound()
      drafts?.mayChange(key)
      const text = JSON.stringify(body)
      if (text.length > limit) {
        throw new HoldfastError(
          'INVALID_INPUT',
          `This draft is too long to keep (${count(text.length, 'character')}).`,
          'Save it, or take out what was pasted last; the draft before it is still there.',
        )
      }
      const savedAt = new Date(ports.clock.now()).toISOString()
      store.run('insert or replace into draft (key, body, saved_at) values (?, ?, ?)', own(key), text, savedAt)
      drafts?.changed(key)
      return { savedAt }
    },
    'draft.get': ({ key }) => {
      const sql = 'select body, saved_at as savedAt from draft where key = ?'
      const row = store.get<{ body: string; savedAt: string }>(sql, own(key))
      return row ? { body: JSON.parse(row.body) as never, savedAt: row.savedAt } : { body: null, savedAt: null }
    },
    'draft.hold': async ({ key, take }, { drafts }) => ({ held: drafts ? await drafts.hold(key, take) : true }),
    'draft.leave': ({ key }, { drafts }) => {
      drafts?.leave(key)
      return {}
    },
    'draft.saved': (_input, { drafts }) => {
      drafts?.saved()
      return {}
    },
    'draft.drop': ({ key }, { drafts }) => {
      requireSound()
      drafts?.mayChange(key)
      store.run('delete from draft where key = ?', own(key))
      drafts?.changed(key)
      return {}
    },
  }
}
