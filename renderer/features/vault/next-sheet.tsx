import { Checkbox } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { words } from './catalogue.ts'

interface NextSheet {
  /** What the command is told; nothing where there is no sheet. */
  choice: { sheet?: 'next' | 'none' }
  /** Says that the sheet is void with new keys and offers the next one; null where there is no sheet. */
  field: ReactElement | null
}

/** Whether a recovery sheet opens the vault for the member at work. */
export const useHasSheet = (): boolean =>
  useAsk('member.list', {}).data?.items.some(({ own, hasSheet }) => own && hasSheet) ?? false

/** What becomes of the recovery sheet when the keys are renewed, asked before anything is changed. */
export function useNextSheet(hasSheet: boolean): NextSheet {
  const [next, setNext] = useState(true)
  if (!hasSheet) return { choice: {}, field: null }
  return {
    choice: { sheet: next ? 'next' : 'none' },
    field: (
      <Checkbox
        label={words.makeTheNextRecoverySheetIn}
        description={words.theSheetThatYouHaveIs}
        checked={next}
        onChange={(event) => setNext(event.currentTarget.checked)}
      />
    ),
  }
}
