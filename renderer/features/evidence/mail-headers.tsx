import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ViewOf } from '../../../shared/contract/evidence/views.ts'
import { useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { plainLines, plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import type { Which } from './which.ts'
import mail from './mail.module.css'

/** Every header field as it stands in the file, in its order. */
export function AllHeaders({ which }: { which: Which }): ReactElement {
  const [from, setFrom] = useState(0)
  const { data, error } = useAsk('exhibit.part', { ...which, part: { ask: 'headers', from } })
  if (error) return <Problem problem={error} title="They could not be read" />
  if (data?.ask !== 'headers') return <Loading what="the headers" />
  const { headers, next } = data
  if (headers.length === 0) return <p className="quiet">It holds no header fields.</p>
  return (
    <>
      <p className="quiet">As they stand in the file. Whoever wrote or carried it could write any of them.</p>
      <pre className={mail['mail-words']}>
        {headers.map(({ name, value }) => plainLines(name === '' ? value : `${name}: ${value}`)).join('\n')}
      </pre>
      {next !== null && <Button onClick={() => setFrom(next)}>Show the next ones</Button>}
    </>
  )
}

/** The servers that say they took it, the newest first, each with its time and zone as written. */
export function ReceivedPath({ path }: { path: ViewOf<'message'>['path'] }): ReactElement {
  if (path.length === 0) return <p className="quiet">No server says in it that it took it.</p>
  return (
    <>
      <p className="quiet">The newest first. Each line is the word of its server; older ones may be invented.</p>
      <table className={mail['mail-table']}>
        <thead>
          <tr>
            <th>Time as written</th>
            <th>From</th>
            <th>By</th>
            <th>With</th>
          </tr>
        </thead>
        <tbody>
          {path.map(({ from, by, with: protocol, written }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- two lines may say the same
            <tr key={index}>
              <td>{plainly(written) || 'none'}</td>
              <td>{plainly(from)}</td>
              <td>{plainly(by)}</td>
              <td>{plainly(protocol)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
