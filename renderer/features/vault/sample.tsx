import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { queries } from '../../session/client.ts'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'

/** Makes the sample vault and shows its passphrase before going in. */
export function Sample(): ReactElement {
  const sample = useTask('vault.createSample')
  const make = async (): Promise<void> => {
    if (await sample.run({}, 'Making the sample vault')) {
      await queries.invalidateQueries({ queryKey: ['app.state'] })
    }
  }
  return (
    <>
      <Button onClick={() => void make()} disabled={sample.running}>
        Open the sample
      </Button>
      <TaskProgress task={sample.task} />
      {sample.task?.state === 'failed' && (
        <Problem problem={sample.task.failure} title="The sample was not made" onDismiss={sample.dismiss} />
      )}
    </>
  )
}
