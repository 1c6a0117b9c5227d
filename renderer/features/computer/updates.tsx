import { clsx } from 'clsx'
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { longestAddress, type LookedForUpdate, type Updates as Set } from '../../../shared/contract/computer.ts'
import { queries, useAsk } from '../../session/client.ts'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import styles from './computer.module.css'

/** Whether releases are looked for over the network, and where: off until a person names an address and says so in the host's dialog. */
export function Updates(): ReactElement | null {
  const { data, error } = useAsk('app.updates', {})
  const change = useTask('app.setUpdates')
  const look = useTask('app.lookForUpdates')
  const set = (address: string | null): void => {
    look.dismiss()
    void change
      .run({ address }, 'Setting where updates are looked for')
      .then((now) => now && queries.setQueryData(['app.updates', {}], now))
  }
  if (error) return <Problem problem={error} title="It cannot be said whether updates are looked for" />
  if (data === undefined) return null
  return (
    <>
      {data === null ? (
        <p>
          This window looks for no release. Where <code>holdfast update settings --address</code> named a place,{' '}
          <code>holdfast update fetch</code> looks there.
        </p>
      ) : data.address === null ? (
        <>
          <p>Off, and no network is used, until you name the address of a folder with releases.</p>
          <Off running={change.running} onAddress={set} />
        </>
      ) : (
        <On
          updates={data}
          looking={look.running}
          onLook={() => void look.run({}, 'Looking for updates')}
          onOff={() => set(null)}
        />
      )}
      {change.task?.state === 'failed' && (
        <Problem problem={change.task.failure} title="It was not changed" onDismiss={change.dismiss} />
      )}
      {look.task?.state === 'failed' && (
        <Problem problem={look.task.failure} title="Updates could not be looked for" onDismiss={look.dismiss} />
      )}
      {look.result && <Found found={look.result} />}
      {data?.verifies === false && <p>This build has no key by which a release could be verified, so it takes none.</p>}
      <p className="quiet">
        What is found is verified, and installed by nobody but you. A release can be brought by hand too:{' '}
        <code>holdfast update install</code>.
      </p>
    </>
  )
}

function Off({ running, onAddress }: { running: boolean; onAddress: (address: string) => void }): ReactElement {
  const [address, setAddress] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onAddress(address.trim())
  }
  return (
    <form className={styles['folder-field']} onSubmit={submit}>
      <TextInput
        label="Look for updates at"
        value={address}
        maxLength={longestAddress}
        placeholder="https://"
        inputMode="url"
        autoComplete="off"
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Button type="submit" disabled={running || address.trim() === ''}>
        Turn on…
      </Button>
    </form>
  )
}

interface OnProps {
  updates: Set
  looking: boolean
  onLook: () => void
  onOff: () => void
}

const On = ({ updates: { address, channel }, looking, onLook, onOff }: OnProps): ReactElement => (
  <>
    <p>
      Holdfast looks for {channel} releases once a day at{' '}
      <span className={clsx('mono', styles['update-address'])}>{address}</span>
    </p>
    <div className="actions">
      <Button onClick={onLook} disabled={looking}>
        {looking ? 'Looking…' : 'Look now'}
      </Button>
      <Button onClick={onOff}>Turn off</Button>
    </div>
  </>
)

const Found = ({ found }: { found: LookedForUpdate }): ReactElement =>
  found.done === 'current' ? (
    <p role="status">This is the newest Holdfast that the address offers.</p>
  ) : (
    <div className="good-news" role="status">
      <b>Holdfast {found.version} is here</b>
      <p>It was verified; nothing was installed. Close Holdfast, then give this command in a terminal:</p>
      <pre className={clsx('mono', styles['update-address'])} tabIndex={0}>
        {found.command}
      </pre>
    </div>
  )
