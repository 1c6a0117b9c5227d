import { Button, Checkbox, NativeSelect, Radio } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import {
  languages,
  themes,
  type Language,
  type Preferences as Set,
  type Theme,
} from '../../../shared/contract/computer.ts'
import { queries, useAsk, useCommand } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { plural } from '../../ui/words.ts'
import { Updates } from './updates.tsx'
import styles from './computer.module.css'

const themeWords: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' }
const languageWords: Record<Language, string> = {
  en: 'English',
  'en-x-pseudo': 'Strange letters, to find words that are in no catalogue',
}
const sizes = [80, 90, 100, 110, 125, 150, 175, 200]
const idleTimes = [1, 2, 5, 10, 15, 30, 60, 0]

/** What is set for this computer, each with what it does. What the host cannot do is not shown. */
export function Preferences({ onBack }: { onBack: () => void }): ReactElement {
  const { data, error } = useAsk('app.preferences', {})
  const idle = useAsk('app.state', {}).data?.idleMinutes
  const change = useCommand('app.setPreferences')
  useKeys('This computer', [{ key: 'Escape', says: 'go back', run: onBack }])
  const set = (next: Set): void =>
    change.mutate(next, {
      onSuccess: (now) => {
        queries.setQueryData(['app.preferences', {}], now)
        void queries.invalidateQueries({ queryKey: ['app.state'] })
      },
    })
  return (
    <div className={styles['computer-page']} tabIndex={0} role="region" aria-label="This computer">
      <header>
        <h1>This computer</h1>
        <Button onClick={onBack}>Back</Button>
      </header>
      <p>These hold for you on this computer, in every vault. What a vault works by is in its Settings.</p>
      <Problem problem={error} title="The preferences could not be read" />
      <Problem problem={change.error} title="It was not changed" onDismiss={change.reset} />
      {!data && !error && <Loading what="the preferences" />}
      {data && (
        <>
          <Part title="Appearance">
            {data.theme !== undefined && (
              <Radio.Group
                label="Theme"
                description="Light or dark, or as the system is set, followed as it changes. Contrast and motion always follow the system."
                value={data.theme}
                onChange={(value) => set({ theme: themes.find((one) => one === value) ?? 'system' })}
              >
                <div className={styles['preference-choices']}>
                  {themes.map((one) => (
                    <Radio key={one} value={one} label={themeWords[one]} />
                  ))}
                </div>
              </Radio.Group>
            )}
            {data.language !== undefined && (
              <NativeSelect
                label="Language"
                description="Of the words of this window. What is recorded stays as it was written."
                value={data.language}
                onChange={({ currentTarget: { value } }) =>
                  set({ language: languages.find((one) => one === value) ?? 'en' })
                }
                data={languages.map((one) => ({ value: one, label: languageWords[one] }))}
              />
            )}
            {data.zoom !== undefined && (
              <NativeSelect
                label="Size of text and everything else"
                description="In the whole window. Ctrl with plus, minus and 0 does the same, and so does Ctrl with the wheel."
                value={String(Math.round(data.zoom))}
                onChange={({ currentTarget }) => set({ zoom: Number(currentTarget.value) })}
                data={withCurrent(sizes, Math.round(data.zoom)).map((size) => ({
                  value: String(size),
                  label: size === 100 ? '100 %, actual size' : `${size} %`,
                }))}
              />
            )}
          </Part>
          <Part title="When nobody is at it">
            {data.idleMinutes === undefined ? (
              <p>
                {idle === undefined || idle === 0
                  ? 'An open vault locks itself only when asked.'
                  : `An open vault locks itself after ${plural(idle, 'minute')} without use.`}{' '}
                <span className="quiet">Whoever started Holdfast set that (HOLDFAST_IDLE_MINUTES).</span>
              </p>
            ) : (
              <NativeSelect
                label="Lock the vault after"
                description="Without a key, a click or a movement of the mouse in the window for that long. What is being typed is kept as a draft."
                value={String(data.idleMinutes)}
                onChange={({ currentTarget }) => set({ idleMinutes: Number(currentTarget.value) })}
                data={withCurrent(idleTimes, data.idleMinutes).map((minutes) => ({
                  value: String(minutes),
                  label: minutes === 0 ? 'never by itself' : plural(minutes, 'minute'),
                }))}
              />
            )}
            {data.idleMinutes === 0 && (
              <p role="status">Whoever comes to this computer while a vault is open can work in it.</p>
            )}
            {data.lockWithSystem !== undefined && (
              <Checkbox
                label="Lock the vault when the computer locks or sleeps"
                description="Also when another user takes the screen. Turned off, the vault is open again as soon as the computer is."
                checked={data.lockWithSystem}
                onChange={({ currentTarget }) => set({ lockWithSystem: currentTarget.checked })}
              />
            )}
          </Part>
          {data.hideFromCapture !== undefined && (
            <Part title="Screen">
              <Checkbox
                label="Hide the window from screen capture"
                description="Pictures of the screen, recordings and shared screens leave the window out. A camera before the screen sees it all the same."
                checked={data.hideFromCapture}
                onChange={({ currentTarget }) => set({ hideFromCapture: currentTarget.checked })}
              />
            </Part>
          )}
          <Part title="Updates">
            <Updates />
          </Part>
        </>
      )}
    </div>
  )
}

const withCurrent = (choices: readonly number[], now: number): number[] =>
  choices.includes(now) ? [...choices] : [...choices, now].sort((a, b) => a - b)

function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className={styles['computer-part']} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
