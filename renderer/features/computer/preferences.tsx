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
import { Updates } from './updates.tsx'
import { words } from './catalogue.ts'
import styles from './computer.module.css'

const themeWords: Record<Theme, string> = words.themeWords
const languageWords: Record<Language, string> = words.languageWords
const sizes = [80, 90, 100, 110, 125, 150, 175, 200]
const idleTimes = [1, 2, 5, 10, 15, 30, 60, 0]

/** What is set for this computer, each with what it does. What the host cannot do is not shown. */
export function Preferences({ onBack }: { onBack: () => void }): ReactElement {
  const { data, error } = useAsk('app.preferences', {})
  const idle = useAsk('app.state', {}).data?.idleMinutes
  const change = useCommand('app.setPreferences')
  useKeys(words.thisComputer, [{ key: 'Escape', says: words.goBack, run: onBack }])
  const set = (next: Set): void =>
    change.mutate(next, {
      onSuccess: (now) => {
        queries.setQueryData(['app.preferences', {}], now)
        void queries.invalidateQueries({ queryKey: ['app.state'] })
      },
    })
  return (
    <div className={styles['computer-page']} tabIndex={0} role="region" aria-label={words.thisComputer}>
      <header>
        <h1>{words.thisComputer}</h1>
        <Button onClick={onBack}>{words.back}</Button>
      </header>
      <p>{words.theseHoldForYouOnThis}</p>
      <Problem problem={error} title={words.thePreferencesCouldNotBeRead} />
      <Problem problem={change.error} title={words.itWasNotChanged} onDismiss={change.reset} />
      {!data && !error && <Loading what={words.thePreferences} />}
      {data && (
        <>
          <Part title={words.appearance}>
            {data.theme !== undefined && (
              <Radio.Group
                label={words.theme}
                description={words.lightOrDarkOrAsThe}
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
                label={words.language}
                description={words.ofTheWordsOfThisWindow}
                value={data.language}
                onChange={({ currentTarget: { value } }) =>
                  set({ language: languages.find((one) => one === value) ?? 'en' })
                }
                data={languages.map((one) => ({ value: one, label: languageWords[one] }))}
              />
            )}
            {data.zoom !== undefined && (
              <NativeSelect
                label={words.sizeOfTextAndEverythingElse}
                description={words.inTheWholeWindowCtrlWith}
                value={String(Math.round(data.zoom))}
                onChange={({ currentTarget }) => set({ zoom: Number(currentTarget.value) })}
                data={withCurrent(sizes, Math.round(data.zoom)).map((size) => ({
                  value: String(size),
                  label: size === 100 ? words.actualSize : `${size} %`,
                }))}
              />
            )}
          </Part>
          <Part title={words.whenNobodyIsAtIt}>
            {data.idleMinutes === undefined ? (
              <p>
                {idle === undefined || idle === 0
                  ? words.anOpenVaultLocksItselfOnly
                  : words.anOpenVaultLocksItselfAfter(words.minutes(idle))}{' '}
                <span className="quiet">{words.whoeverStartedHoldfastSetThatHoldfast}</span>
              </p>
            ) : (
              <NativeSelect
                label={words.lockTheVaultAfter}
                description={words.withoutAKeyAClickOr}
                value={String(data.idleMinutes)}
                onChange={({ currentTarget }) => set({ idleMinutes: Number(currentTarget.value) })}
                data={withCurrent(idleTimes, data.idleMinutes).map((minutes) => ({
                  value: String(minutes),
                  label: minutes === 0 ? words.neverByItself : words.minutes(minutes),
                }))}
              />
            )}
            {data.idleMinutes === 0 && <p role="status">{words.whoeverComesToThisComputerWhile}</p>}
            {data.lockWithSystem !== undefined && (
              <Checkbox
                label={words.lockTheVaultWhenTheComputer}
                description={words.alsoWhenAnotherUserTakesThe}
                checked={data.lockWithSystem}
                onChange={({ currentTarget }) => set({ lockWithSystem: currentTarget.checked })}
              />
            )}
          </Part>
          {data.hideFromCapture !== undefined && (
            <Part title={words.screen}>
              <Checkbox
                label={words.hideTheWindowFromScreenCapture}
                description={words.picturesOfTheScreenRecordingsAnd}
                checked={data.hideFromCapture}
                onChange={({ currentTarget }) => set({ hideFromCapture: currentTarget.checked })}
              />
            </Part>
          )}
          <Part title={words.updates}>
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
