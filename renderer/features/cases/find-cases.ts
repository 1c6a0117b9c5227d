import { useNavigate } from '@tanstack/react-router'
import { useAsk } from '../../session/client.ts'
import type { Find } from '../manifest.ts'
import { words } from './catalogue.ts'

/** Cases, by number, title and what else the list is filtered by. */
export const findCases: Find = (filter, may) => {
  const navigate = useNavigate()
  const answer = useAsk('case.list', { filter, limit: 8 }, { enabled: may('case.read'), keep: true })
  return {
    found: (answer.data?.items ?? []).map((row) => ({
      id: row.id,
      text: `${row.number}  ${row.title}`,
      hint: words.caseOwner(row.owner),
      run: () => void navigate({ to: '/cases/$caseRef', params: { caseRef: row.number }, search: {} }),
    })),
    error: answer.error,
  }
}
