import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { queries } from '../../session/client.ts'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { words } from './catalogue.ts'

/** Makes the sample vault and shows its passphrase before going in. */
export function Sample(): ReactElement {
  const sample = useTask('vault.createSample')
  const make = async (): Promise<void> => {
    if (await sample.run({}, words.makingTheSampleVault)) {
      await queries.invalidateQueries({ queryKey: ['app.state'] })
    }
  }
  return (
    <>
      <Button onClick={() => void make()} disabled={sample.running}>
        {words.openTheSample}
      </Button>
      <TaskProgress task={sample.task} />
      {sample.task?.state === 'failed' && (
        <Problem problem={sample.task.failure} title={words.theSampleWasNotMade} onDismiss={sample.dismiss} />
      )}
    </>
  )
}
