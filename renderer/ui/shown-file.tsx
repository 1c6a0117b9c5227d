import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useCommand } from '../session/client.ts'
import { Problem } from './problem.tsx'
import { words } from './catalogue.ts'

/** A file that was just written: where, and the way to it. */
export function ShownFile({ file, says }: { file: string; says: string }): ReactElement {
  const show = useCommand('file.show')
  return (
    <div className="good-news" role="status">
      <p>{says}</p>
      <p className="mono">{file}</p>
      <div className="actions">
        <Button onClick={() => show.mutate({ file })}>{words.showFile}</Button>
      </div>
      <Problem problem={show.error} />
    </div>
  )
}
