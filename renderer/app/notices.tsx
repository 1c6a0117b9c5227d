import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useVault } from './session.ts'
import { useTask } from './tasks.ts'

/** What a person should know about this opening of the vault: what was put right, and a sample's passphrase. */
export function Notices(): ReactElement | null {
  const vault = useVault()
  const sample = useTask('vault.createSample')
  const [read, setRead] = useState<string | null>(null)
  const notices = vault?.notices ?? []
  const about = notices.join(' ')
  return (
    <>
      {sample.result && (
        <p className="notice" role="status">
          <span>
            This is the sample vault, for looking around. Its passphrase is{' '}
            <b className="mono">{sample.result.passphrase}</b>
          </span>
          <Button variant="subtle" onClick={sample.dismiss}>
            Hide the passphrase
          </Button>
        </p>
      )}
      {notices.length > 0 && read !== about && (
        <p className="notice" role="status">
          <span>On opening: {about}</span>
          <Button variant="subtle" onClick={() => setRead(about)}>
            Hide the notice
          </Button>
        </p>
      )}
    </>
  )
}
