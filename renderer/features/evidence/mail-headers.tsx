import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ViewOf } from '../../../shared/contract/evidence/views.ts'
import { useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { plainLines, plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { words } from './catalogue.ts'
import type { Which } from './which.ts'
import mail from './mail.module.css'

/** Every header field as it stands in the file, in its order. */
export function AllHeaders({ which }: { which: Which }): ReactElement {
  const [from, setFrom] = useState(0)
  const { data, error } = useAsk('exhibit.part', { ...which, part: { ask: 'headers', from } })
  if (error) return <Problem problem={error} title={words.theyCouldNotBeRead} />
  if (data?.ask !== 'headers') return <Loading what={words.theHeaders} />
  const { headers, next } = data
  if (headers.length === 0) return <p className="quiet">{words.noHeaders}</p>
  return (
    <>
      <p className="quiet">{words.headersSay}</p>
      <pre className={mail['mail-words']}>
        {headers.map(({ name, value }) => plainLines(name === '' ? value : `${name}: ${value}`)).join('\n')}
      </pre>
      {next !== null && <Button onClick={() => setFrom(next)}>{words.showNextOnes}</Button>}
    </>
  )
}

/** The servers that say they took it, the newest first, each with its time and zone as written. */
export function ReceivedPath({ path }: { path: ViewOf<'message'>['path'] }): ReactElement {
  if (path.length === 0) return <p className="quiet">{words.noServer}</p>
  return (
    <>
      <p className="quiet">{words.serversSay}</p>
      <table className={mail['mail-table']}>
        <thead>
          <tr>
            <th>{words.timeAsWritten}</th>
            <th>{words.from}</th>
            <th>{words.by}</th>
            <th>{words.with}</th>
          </tr>
        </thead>
        <tbody>
          {path.map(({ from, by, with: protocol, written }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- two lines may say the same
            <tr key={index}>
              <td>{plainly(written) || words.none}</td>
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
