import { clsx } from 'clsx'
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { longestAddress, type LookedForUpdate, type Updates as Set } from '../../../shared/contract/computer.ts'
import { queries, useAsk } from '../../session/client.ts'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { words } from './catalogue.ts'
import styles from './computer.module.css'

/** Whether releases are looked for over the network, and where: off until a person names an address and says so in the host's dialog. */
export function Updates(): ReactElement | null {
  const { data, error } = useAsk('app.updates', {})
  const change = useTask('app.setUpdates')
  const look = useTask('app.lookForUpdates')
  const set = (address: string | null): void => {
    look.dismiss()
    void change
      .run({ address }, words.settingWhereUpdatesAreLookedFor)
      .then((now) => now && queries.setQueryData(['app.updates', {}], now))
  }
  if (error) return <Problem problem={error} title={words.itCannotBeSaidWhetherUpdates} />
  if (data === undefined) return null
  return (
    <>
      {data === null ? (
        <p>
          {words.thisWindowLooksForNoRelease({
            part: <code>holdfast update settings --address</code>,
            part2: <code>holdfast update fetch</code>,
          })}
        </p>
      ) : data.address === null ? (
        <>
          <p>{words.offAndNoNetworkIsUsed}</p>
          <Off running={change.running} onAddress={set} />
        </>
      ) : (
        <On
          updates={data}
          looking={look.running}
          onLook={() => void look.run({}, words.lookingForUpdates)}
          onOff={() => set(null)}
        />
      )}
      {change.task?.state === 'failed' && (
        <Problem problem={change.task.failure} title={words.itWasNotChanged} onDismiss={change.dismiss} />
      )}
      {look.task?.state === 'failed' && (
        <Problem problem={look.task.failure} title={words.updatesCouldNotBeLookedFor} onDismiss={look.dismiss} />
      )}
      {look.result && <Found found={look.result} />}
      {data?.verifies === false && <p>{words.thisBuildHasNoKeyBy}</p>}
      <p className="quiet">
        {words.whatIsFoundIsVerifiedAnd} <code>holdfast update install</code>.
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
        label={words.lookForUpdatesAt}
        value={address}
        maxLength={longestAddress}
        placeholder={words.https}
        inputMode="url"
        autoComplete="off"
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Button type="submit" disabled={running || address.trim() === ''}>
        {words.turnOn}
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
      {words.holdfastLooksForReleasesOnceA(channel)}{' '}
      <span className={clsx('mono', styles['update-address'])}>{address}</span>
    </p>
    <div className="actions">
      <Button onClick={onLook} disabled={looking}>
        {looking ? words.looking : words.lookNow}
      </Button>
      <Button onClick={onOff}>{words.turnOff}</Button>
    </div>
  </>
)

const Found = ({ found }: { found: LookedForUpdate }): ReactElement =>
  found.done === 'current' ? (
    <p role="status">{words.thisIsTheNewestHoldfastThat}</p>
  ) : (
    <div className="good-news" role="status">
      <b>{words.holdfastIsHere(found.version)}</b>
      <p>{words.itWasVerifiedNothingWasInstalled}</p>
      <pre className={clsx('mono', styles['update-address'])} tabIndex={0}>
        {found.command}
      </pre>
    </div>
  )
