import { useNavigate } from '@tanstack/react-router'
import { capital } from '../../../shared/kernel/show.ts'
import { useAsk } from '../../session/client.ts'
import type { Find } from '../manifest.ts'

/** People, places, vehicles and accounts, by all their names. */
export const findSubjects: Find = (filter, may) => {
  const navigate = useNavigate()
  const answer = useAsk('subject.list', { filter, limit: 8 }, { enabled: may('case.read'), keep: true })
  return {
    found: (answer.data?.items ?? []).map((row) => ({
      id: row.id,
      text: `${row.number}  ${row.name}`,
      hint: capital(row.kind),
      run: () => void navigate({ to: '/subjects/$subjectRef', params: { subjectRef: row.number } }),
    })),
    error: answer.error,
  }
}
