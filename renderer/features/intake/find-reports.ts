import { useNavigate } from '@tanstack/react-router'
import { useAsk } from '../../session/client.ts'
import { severityWords } from '../../ui/words.ts'
import type { Find } from '../manifest.ts'
import { words } from './catalogue.ts'

/** Reports of any disposition, by what the queue is filtered by. */
export const findReports: Find = (filter, may) => {
  const navigate = useNavigate()
  const answer = useAsk(
    'report.list',
    { filter, disposition: 'all', limit: 8 },
    { enabled: may('report.read'), keep: true },
  )
  return {
    found: (answer.data?.items ?? []).map((row) => ({
      id: row.id,
      text: `${row.number}  ${row.excerpt.slice(0, 90)}`,
      hint: words.reportValue(row.severity ? severityWords[row.severity] : words.notRated),
      run: () => void navigate({ to: '/queue', search: { report: row.number } }),
    })),
    error: answer.error,
  }
}
