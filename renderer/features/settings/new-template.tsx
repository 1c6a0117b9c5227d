import { clsx } from 'clsx'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { TemplateKey } from '../../../shared/contract/fields.ts'
import { categories } from '../../../shared/contract/intake.ts'
import { client } from '../../session/client.ts'
import { forgetKept, useKept } from '../../session/kept.ts'
import { useKeys } from '../../session/keys.ts'
import { Act } from '../../session/may.tsx'
import { Problem } from '../../ui/problem.tsx'
import { categoryWords, optionsOf } from '../../ui/words.ts'
import { toFailure, type Failure } from '../../../shared/kernel/errors.ts'
import { nameFrom } from './fields/json.ts'
import { startOf, type Fresh, type Makeable } from './fresh.ts'
import type { TemplateRow } from './words.ts'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

interface NewTemplateProps {
  kind: Makeable
  /** Key of the one to copy; '' for an empty one. */
  from: string
  /** Every template of the kind, with retired ones and those that were begun. */
  existing: readonly TemplateRow[]
  onBegin: (fresh: Fresh) => void
  onLeave: () => void
}

/** Begins a template of the team's own. It stays a draft, in use nowhere, until its first version is saved. */
export function NewTemplate({ kind, from, existing, onBegin, onLeave }: NewTemplateProps): ReactElement {
  const slot = `new-${kind}`
  const keys = existing.map(({ key }) => key)
  const [given, setGiven] = useKept(slot, () => ({
    title: '',
    // A category that has none needs one the most.
    category: categories.find((one) => !keys.includes(one)) ?? ('other' as const),
    from,
    key: null as string | null,
  }))
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [beginning, setBeginning] = useState(false)
  const proposed = keys.includes(given.category) ? nameFrom(given.title, `new-${kind}`, keys, 60) : given.category
  const key = given.key ?? proposed
  const taken = existing.find((one) => one.key === key)
  const checked = TemplateKey.safeParse(key)
  const wrong = {
    title: given.title.trim() === '' ? words.giveItATitle : undefined,
    key: !checked.success
      ? `It ${checked.error.issues[0]?.message ?? 'cannot be used'}.`
      : taken
        ? taken.retired
          ? `“${taken.title}” has it, and is retired. Bring that one back, or give another.`
          : `“${taken.title}” has it. Open that one, or give another.`
        : undefined,
  }
  const leave = (): void => {
    forgetKept(slot)
    onLeave()
  }
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (wrong.title !== undefined || wrong.key !== undefined || beginning) return
    setBeginning(true)
    try {
      const title = given.title.trim()
      const other = given.from === '' ? undefined : (await client.call('template.get', { kind, key: given.from })).body
      forgetKept(slot)
      onBegin({ kind, key, title, start: startOf(kind, title, given.category, other) })
    } catch (thrown) {
      setFailure(toFailure(thrown))
      setBeginning(false)
    }
  }
  useKeys(words.newOf[kind], [{ key: 'Escape', says: words.closeNothingWasBegun, run: leave }])
  const none = categories.filter((one) => !keys.includes(one))
  return (
    <section className={styles['settings-page']} aria-label={words.newOf[kind]}>
      <header>
        <h1>{words.newOf[kind]}</h1>
      </header>
      <form className={clsx('form', styles['settings-new'])} onSubmit={(event) => void begin(event)} noValidate>
        <TextInput
          label={words.title}
          description={kind === 'form' ? words.inEnglishTheOtherLanguagesAre : undefined}
          autoFocus
          value={given.title}
          maxLength={100}
          onChange={(event) => setGiven({ ...given, title: event.currentTarget.value })}
          error={tried && wrong.title}
        />
        <NativeSelect
          label={kind === 'form' ? words.categoryOfItsReports : words.categoryOfItsCases}
          description={
            none.length > 0
              ? words.withoutAOfItsOwn({ kind, none: none.map((one) => categoryWords[one]).join(', ') })
              : words.everyCategoryHasAOfIts(kind)
          }
          data={optionsOf(categoryWords)}
          value={given.category}
          onChange={(event) =>
            setGiven({ ...given, category: categories.find((one) => one === event.currentTarget.value) ?? 'other' })
          }
        />
        <NativeSelect
          label={words.startFrom}
          data={[
            { value: '', label: words.anEmpty(kind) },
            ...existing
              .filter(({ version, shipped }) => version > 0 || shipped)
              .map((one) => ({ value: one.key, label: words.aCopyOf(one.title) })),
          ]}
          value={given.from}
          onChange={(event) => setGiven({ ...given, from: event.currentTarget.value })}
        />
        <TextInput
          label={words.key}
          description={words.byWhichRecordsAndTheCommand}
          className={styles['mono-field']}
          spellCheck={false}
          maxLength={60}
          value={key}
          onChange={(event) => setGiven({ ...given, key: event.currentTarget.value })}
          error={(tried || given.key !== null) && wrong.key}
        />
        <Problem problem={failure} title={words.itCouldNotBeBegun} />
        <div className="actions">
          <Act needs="settings.write" type="submit" variant="filled" disabled={beginning}>
            {words.beginThe(kind)}
          </Act>
          <Button onClick={leave}>{words.cancel}</Button>
        </div>
        <p className="quiet">{words.itIsADraftOfYours}</p>
      </form>
    </section>
  )
}
