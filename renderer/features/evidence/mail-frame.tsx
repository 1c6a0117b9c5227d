import type { ReactElement } from 'react'
import type { Named } from '../../../shared/contract/evidence/mail.ts'
import { plainly } from '../../ui/name.ts'
import { count } from '../../ui/words.ts'
import mail from './mail.module.css'

/** What the frame may do besides what its sandbox leaves: pictures that stand in it, and styles of its elements. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

const around = (html: string): string =>
  `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
  '<style>:root{color-scheme:light}body{margin:16px;background:#fff;color:#1b1f23;font:14px/1.5 sans-serif;overflow-wrap:anywhere}' +
  'a[title]{color:#1e4f8a;text-decoration:underline}img{max-width:100%}</style>' +
  html

interface MailFrameProps {
  html: string
  named: readonly Named[]
  unnamed: number
}

/** HTML of a mail as its reader reduced it, and what it would have loaded or led to. */
export function MailFrame({ html, named, unnamed }: MailFrameProps): ReactElement {
  const times = named.reduce((sum, one) => sum + one.times, unnamed)
  return (
    <>
      <iframe className={mail['mail-frame']} sandbox="" srcDoc={around(html)} title="HTML of the message, reduced" />
      <details className={mail['mail-named']}>
        <summary>
          {times === 0
            ? 'It would load nothing and leads nowhere.'
            : `Not loaded, not run, not followed: ${count(times)} ${times === 1 ? 'thing' : 'things'} in it`}
        </summary>
        <ul>
          {named.map(({ what, value, times: often }) => (
            <li key={`${what} ${value}`}>
              <b>{what}</b> {plainly(value)}
              {often > 1 && ` (${count(often)} times)`}
            </li>
          ))}
          {unnamed > 0 && <li>and {count(unnamed)} more</li>}
        </ul>
      </details>
    </>
  )
}
