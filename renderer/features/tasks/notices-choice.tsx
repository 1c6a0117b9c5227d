import { Checkbox } from '@mantine/core'
import type { ReactElement } from 'react'
import { useAsk, useCommand } from '../../session/client.ts'
import { words } from './catalogue.ts'

/** Whether the system says when something falls due. In a browser's window the person is asked by the browser too. */
export function Notices(): ReactElement {
  const answer = useAsk('due.notices', {})
  const set = useCommand('due.setNotices')
  const choose = (on: boolean): void => {
    if (on && 'Notification' in window && Notification.permission === 'default') void Notification.requestPermission()
    set.mutate({ on }, { onSuccess: () => void answer.refetch() })
  }
  return (
    <Checkbox
      label={words.notifyWhenDue}
      title={words.theNoticeNamesTheCaseBy}
      checked={answer.data?.on ?? false}
      onChange={(event) => choose(event.currentTarget.checked)}
    />
  )
}
