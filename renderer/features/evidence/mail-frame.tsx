import type { ReactElement } from 'react'
import type { Named } from '../../../shared/contract/evidence/mail.ts'
import { plainly } from '../../ui/name.ts'
import { words } from './catalogue.ts'
import { around } from './mail-document.ts'
import mail from './mail.module.css'

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
      <iframe className={mail['mail-frame']} sandbox="" srcDoc={around(html)} title={words.htmlReduced} />
      <details className={mail['mail-named']}>
        <summary>{times === 0 ? words.loadsNothing : words.notLoaded(times)}</summary>
        <ul>
          {named.map(({ what, value, times: often }) => (
            <li key={`${what} ${value}`}>
              <b>{words.named[what]}</b> {plainly(value)}
              {often > 1 && ` ${words.times(often)}`}
            </li>
          ))}
          {unnamed > 0 && <li>{words.andMore(unnamed)}</li>}
        </ul>
      </details>
    </>
  )
}
