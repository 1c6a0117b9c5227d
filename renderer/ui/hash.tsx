import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { words } from './catalogue.ts'

const groups = (hash: string): string => hash.match(/.{1,4}/g)?.join(' ') ?? hash

/** The first two groups of a hash, to recognise it by; all of it on hover. */
export const ShortHash = ({ hash }: { hash: string }): ReactElement => (
  <span className="mono" title={words.shaGroups(groups(hash))}>
    {groups(hash.slice(0, 8))}
  </span>
)

/** A whole SHA-256 in groups, with a button that copies it without the spaces. */
export function FullHash({ hash, what = 'SHA-256' }: { hash: string; what?: string }): ReactElement {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const copy = (): void => {
    navigator.clipboard.writeText(hash).then(
      () => setCopied('yes'),
      () => setCopied(copyBySelection(hash) ? 'yes' : 'failed'),
    )
  }
  return (
    <div className="hash">
      <span className="mono">{groups(hash)}</span>
      <Button variant="subtle" onClick={copy} aria-label={words.copyWhat(what)}>
        {copied === 'yes' ? words.copied : copied === 'failed' ? words.selectAndCopyIt : words.copy}
      </Button>
    </div>
  )
}

/** The way that needs no permission, where the clipboard's own is refused. */
function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
