import { MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { afterPromotion } from '../../../../shared/contract/playbooks.ts'
import { Rows } from '../../../ui/rows.tsx'
import { stretch } from '../../../ui/time.ts'
import { optionsOf } from '../../../ui/words.ts'
import { typeWords } from '../../tasks/index.ts'
import { revealIn, useAt, useEditing, wrongUnder } from './editing.tsx'
import { CheckAt, ChoiceAt, NotAList, TextAt } from './inputs.tsx'
import { isRecord, listAt, nameFrom, textAt, valueAt, type Json, type Path } from './json.ts'
import { words } from '../catalogue.ts'
import styles from '../settings.module.css'

const tasksAt: Path = ['tasks']
const titleOf = (task: Json): string => textAt(task, ['title'])
const keyOf = (task: Json): string => textAt(task, ['key'])

const kinds = [
  {
    type: 'task',
    get says() {
      return words.addATask
    },
  },
  {
    type: 'decide',
    get says() {
      return words.addADecision
    },
  },
  {
    type: 'tell',
    get says() {
      return words.addSomebodyToTell
    },
  },
  {
    type: 'preserve',
    get says() {
      return words.addEvidenceToPreserve
    },
  },
] as const
const longTypes = {
  get task() {
    return words.task
  },
  get decide() {
    return words.decisionToTake
  },
  get tell() {
    return words.somebodyToTell
  },
  get preserve() {
    return words.evidenceToPreserve
  },
}

/** The tasks of a playbook in their order: what is done, decided, told and preserved. */
export function PlaybookTasks(): ReactElement {
  const { body, put, wrong, reveal } = useEditing()
  const tasks = listAt(body, tasksAt)
  const keys = tasks.map(keyOf)
  return (
    <>
      <NotAList value={valueAt(body, tasksAt)} />
      <Rows
        label={words.tasksOfThePlaybook}
        items={tasks}
        nameOf={(task, at) => titleOf(task) || `Task ${at + 1}`}
        onChange={(next) => put(tasksAt, next)}
        wrong={(at) => wrongUnder(wrong, [...tasksAt, at])}
        reveal={revealIn(reveal, tasksAt)}
        renderHead={(task) => (
          <>
            {titleOf(task) === '' ? <b className="quiet">{words.noTitleYet}</b> : <b>{titleOf(task)}</b>}
            <span className="quiet">{inShort(task)}</span>
          </>
        )}
        renderAside={(task, at) => (
          <CheckAt
            path={[...tasksAt, at, 'mandatory']}
            label={words.mandatory2}
            name={titleOf(task) || `Task ${at + 1}`}
          />
        )}
        adds={kinds.map(({ type, says }) => ({
          says,
          make: () => ({
            key: nameFrom('', 'new-task', keys),
            title: '',
            type,
            mandatory: false,
            dependsOn: [],
            results: [],
          }),
        }))}
      >
        {(_, at) => <OneTask at={at} />}
      </Rows>
    </>
  )
}

function inShort(task: Json): string {
  const type = Object.hasOwn(typeWords, textAt(task, ['type'])) ? typeWords[textAt(task, ['type']) as 'task'] : ''
  const minutes = Number(textAt(task, ['due', 'minutes']) || NaN)
  const due = Number.isNaN(minutes) ? '' : minutes === 0 ? words.atOnce : words.inStretch(stretch(minutes * 60_000))
  return [type, due].filter((part) => part !== '').join(' · ')
}

function OneTask({ at }: { at: number }): ReactElement {
  const { body, put, known } = useEditing()
  const place: Path = [...tasksAt, at]
  const tasks = listAt(body, tasksAt)
  const task = tasks[at] ?? null
  const named = tasks.map((one) => ({ value: keyOf(one), label: titleOf(one) || keyOf(one) }))
  const before = named.slice(0, at)
  const others = tasks.toSpliced(at, 1).map(keyOf)
  const retitle = (title: string): void => {
    const key = keyOf(task)
    const follows =
      !known.has(key) && (key.startsWith('new-task') || key === nameFrom(titleOf(task), 'new-task', others, 60))
    const next = follows ? nameFrom(title, 'new-task', others, 60) : key
    // Whoever waits for it goes on waiting for it.
    put(
      tasksAt,
      tasks.map((one, i) =>
        i === at ? { ...(isRecord(one) ? one : {}), title, key: next } : waitingFor(one, key, next),
      ),
    )
  }
  return (
    <>
      <TextAt path={[...place, 'title']} label={words.whatIsToBeDone} onText={retitle} />
      <div className="pair">
        <ChoiceAt path={[...place, 'type']} label={words.kind} options={optionsOf(longTypes)} />
        <TextAt path={[...place, 'key']} label={words.nameInTheRecord} mono maxLength={60} />
      </div>
      <Due place={[...place, 'due']} before={before} named={named} />
      <WaitsFor place={[...place, 'dependsOn']} before={before} named={named} />
      <TextAt path={[...place, 'detail']} label={words.howOrWhatToMind} optional rows={2} />
      <Results place={[...place, 'results']} />
    </>
  )
}

function waitingFor(task: Json, key: string, next: string): Json {
  if (!isRecord(task) || key === next) return task
  const { dependsOn, due } = task
  return {
    ...task,
    ...(Array.isArray(dependsOn) ? { dependsOn: dependsOn.map((one) => (one === key ? next : one)) } : {}),
    ...(isRecord(due) && due['after'] === key ? { due: { ...due, after: next } } : {}),
  }
}

interface Other {
  value: string
  label: string
}

interface WaitingProps {
  place: Path
  /** The tasks that stand before it, for which it can wait. */
  before: readonly Other[]
  /** All of them, by which one that stands elsewhere is still called by its title. */
  named: readonly Other[]
}

const titled = (named: readonly Other[], key: string): string => named.find(({ value }) => value === key)?.label ?? key
const notBefore = (named: readonly Other[], keys: readonly string[]): string | undefined =>
  keys.length === 0
    ? undefined
    : words.notStandBeforeIt({
        keys: keys.map((key) => `“${titled(named, key)}”`).join(` ${words.and} `),
        value: keys.length === 1 ? 'does' : 'do',
      })

const units = { minutes: 1, hours: 60, days: 24 * 60 }
type Unit = keyof typeof units
const unitOf = (minutes: number): Unit =>
  minutes > 0 && minutes % units.days === 0 ? 'days' : minutes > 0 && minutes % units.hours === 0 ? 'hours' : 'minutes'

/** When a task is due: so long after the promotion, or after a task before it. */
function Due({ place, before, named }: WaitingProps): ReactElement {
  const minutes = useAt([...place, 'minutes'])
  const after = useAt([...place, 'after'])
  const due = useAt(place)
  const given = typeof minutes.value === 'number' ? minutes.value : undefined
  const [unit, setUnit] = useState<Unit>(given === undefined ? 'hours' : unitOf(given))
  const shown = given === undefined ? minutes.text : String(given / units[unit])
  const [typed, setTyped] = useState(shown)
  // Another draft, or the JSON, may have changed it.
  const text = Number(typed) === Number(shown) && typed.trim() !== '' ? typed : shown
  const set = (next: string, by: Unit): void => {
    setTyped(next)
    setUnit(by)
    if (next.trim() === '') return due.put(undefined)
    const many = Number(next.replace(',', '.')) * units[by]
    due.put({
      ...(isRecord(due.value) ? due.value : { after: afterPromotion }),
      minutes: Number.isInteger(many) ? many : next,
    })
  }
  const waits = after.text === '' ? afterPromotion : after.text
  const choices = [{ value: afterPromotion, label: words.thePromotion }, ...before]
  return (
    <div className={styles['edit-due']}>
      <TextInput
        id={minutes.id}
        label={words.dueAfter2}
        placeholder={words.noTimeSet}
        inputMode="decimal"
        value={text}
        onChange={(event) => set(event.currentTarget.value, unit)}
        error={minutes.error}
      />
      <NativeSelect
        aria-label={words.unit}
        data={Object.keys(units)}
        value={unit}
        onChange={(event) => set(text, event.currentTarget.value as Unit)}
      />
      <NativeSelect
        id={after.id}
        label={words.countedFrom}
        data={
          choices.some(({ value }) => value === waits)
            ? choices
            : [{ value: waits, label: titled(named, waits) }, ...choices]
        }
        value={waits}
        disabled={due.value === undefined}
        onChange={(event) => after.put(event.currentTarget.value)}
        error={
          after.error && (notBefore(named, choices.some(({ value }) => value === waits) ? [] : [waits]) ?? after.error)
        }
      />
    </div>
  )
}

function WaitsFor({ place, before, named }: WaitingProps): ReactElement {
  const { id, value, put, error } = useAt(place)
  const chosen = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  // One that no longer stands before it is still named, so that it can be taken out.
  const strange = chosen.filter((key) => !before.some((one) => one.value === key))
  return (
    <MultiSelect
      id={id}
      label={words.waitsFor2}
      placeholder={chosen.length === 0 ? words.noOtherTask : ''}
      description={before.length === 0 ? words.itStandsFirstThereIsNone : undefined}
      data={[...before, ...strange.map((key) => ({ value: key, label: words.notBeforeIt(titled(named, key)) }))]}
      value={chosen}
      onChange={(next) => put(next)}
      searchable
      nothingFoundMessage={words.noSuchTaskStandsBeforeIt}
      error={error && (notBefore(named, strange) ?? error)}
    />
  )
}

function Results({ place }: { place: Path }): ReactElement {
  const { body, put, wrong } = useEditing()
  const results = listAt(body, place)
  const own = wrong.find(({ path }) => path.length === place.length && path.every((step, at) => step === place[at]))
  return (
    <fieldset className={styles['inner-rows']}>
      <legend>{words.resultsThatAreAskedForWhen}</legend>
      <NotAList value={valueAt(body, place)} />
      <Rows
        label={words.resultsOfTheTask}
        items={results}
        nameOf={(item, at) => textAt(item, ['name']) || `Result ${at + 1}`}
        onChange={(next) => put(place, next)}
        adds={[{ says: words.addAResult, make: (): Json => ({ name: '', required: true }) }]}
        renderAside={(item, at) => (
          <CheckAt
            path={[...place, at, 'required']}
            label={words.required}
            name={textAt(item, ['name']) || `Result ${at + 1}`}
          />
        )}
      >
        {(_, at) => <TextAt path={[...place, at, 'name']} label={words.resultValue(at + 1)} quiet maxLength={100} />}
      </Rows>
      {own && <p className="row-wrong">{words.itSays(own.says)}</p>}
    </fieldset>
  )
}
