import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import {
  useLayoutEffect,
  useRef,
  useState,
  type ChangeEvent,
  type FormEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import { contract, type Call, type Input, type Output } from '../../shared/contract/contract.ts'
import type { Permission } from '../../shared/contract/permissions.ts'
import type { Failure, HoldfastError } from '../../shared/kernel/errors.ts'
import type { UseMutationResult } from '@tanstack/react-query'
import { useCommand } from '../session/client.ts'
import type { Draft } from '../session/drafts.ts'
import { forgetKept, keep, keptOr } from '../session/kept.ts'
import { Act } from '../session/may.tsx'
import type { TaskHandle } from '../session/tasks.ts'
import { isBlank, limitOf, withoutBlanks, wrongIn } from './contract-input.ts'
import { Panel } from './panel.tsx'
import { Problem } from './problem.tsx'
import { words } from './catalogue.ts'

/** How a call is made: as a command at once, or as a task with its progress. */
export interface Action<K extends Call> {
  pending: boolean
  problem: Failure | null
  send: (input: Input<K>, done: (output: Output<K>) => void) => void
}

/** A call that is made at once. */
export const byCommand = <K extends Call>(
  command: UseMutationResult<Output<K>, HoldfastError, Input<K>>,
): Action<K> => ({
  pending: command.isPending,
  problem: command.error,
  send: (input, done) => command.mutate(input, { onSuccess: done }),
})

/** A call that takes long, in its slot. */
export const byTask = <K extends Call>(handle: TaskHandle<K>, label: string): Action<K> => ({
  pending: handle.running,
  problem: handle.task?.state === 'failed' ? handle.task.failure : null,
  send: (input, done) => void handle.run(input, label).then((output) => output && done(output)),
})

/** An input that is still to be checked by the call's schema. */
type Given = Readonly<Record<string, unknown>>

/** The fields that hold what is typed or chosen, which may be blank. */
type Typed<V> = { [P in keyof V & string]: V[P] extends string | null ? P : never }[keyof V & string]

interface Asked<K extends Call, V extends object> {
  /** What the form begins with, by the fields of the call's input, or by its own where `input` makes one of them. */
  values: V | (() => V)
  /** What the input has beside them. */
  also?: Partial<Input<K>>
  /**
   * The input that the values come to; null: nothing is to be recorded; undefined: they come to none yet, and `wrong` says
   * why. Left out: the values, without those left blank.
   */
  input?: (values: V) => Given | null | undefined
  /** Fields that must not be left blank here, beside those that the contract demands. */
  needed?: (values: V) => readonly Typed<V>[]
  /** What is wrong, beside or before what the contract says. */
  wrong?: (values: V) => Partial<Record<keyof V & string, string | undefined>>
  /** What is said at a field that is not right; left out: what the contract says. */
  says?: Partial<Record<keyof V & string, string>>
  /** Where what was typed is kept while the screen is away: in this window, or as a draft in the vault. Neither: nowhere. */
  kept?: string
  draft?: Draft<V>
  /** Left out: the call is a command. */
  action?: Action<K>
  /** Whether what was typed stays there when it was sent. */
  stays?: boolean
  onDone?: (output: Output<K> | null) => void
}

type Changed<T> = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement> | T
interface FieldProps<T> {
  value: T
  onChange: (next: Changed<T>) => void
  error: string | false
  maxLength: number | undefined
}

export interface Form<V extends object, O = unknown> {
  values: V
  set: (change: Partial<V>) => void
  /** The props of a field that is typed or chosen. */
  field: <P extends keyof V & string>(name: P) => FieldProps<V[P]>
  /** The props of a box that is ticked. */
  box: (name: keyof V & string) => { checked: boolean; onChange: (event: ChangeEvent<HTMLInputElement>) => void }
  /** Whether it was sent once, so that what is missing is said. */
  tried: boolean
  pending: boolean
  problem: Failure | null
  /** Sends it; `then` is called besides when it is done. */
  submit: (event?: FormEvent<HTMLFormElement>, then?: (output: O) => void) => void
  /** What the member must be allowed; null: anybody may. */
  needs: Permission | null
}

/**
 * A form for one call of the contract: its schema checks what is typed and sets the limits, its permission decides whether
 * it is offered, and the call is made with what it comes to.
 */
export function useContractForm<K extends Call, V extends object>(
  name: K,
  {
    values: first,
    also,
    input,
    wrong: wrongHere,
    needed,
    says = {},
    kept,
    draft,
    action: given,
    stays = false,
    onDone,
  }: Asked<K, V>,
): Form<V, Output<K>> {
  const command = useCommand(name)
  const action = given ?? byCommand(command)
  const start = (): V => {
    const begun = typeof first === 'function' ? first() : first
    return draft ? (draft.found?.body ?? begun) : kept === undefined ? begun : keptOr(kept, begun)
  }
  const [begun] = useState(start)
  const [tried, setTried] = useState(false)
  const inputOf = (values: V): Given | null | undefined =>
    input ? input(values) : withoutBlanks(name, { ...also, ...values })
  const wrongWith = (values: V): Record<string, string> => {
    const own = Object.entries<string | undefined>(wrongHere?.(values) ?? {}).flatMap(([field, text]) =>
      text === undefined ? [] : [[field, text] as const],
    )
    const sent = inputOf(values)
    const wrong = sent ? wrongIn(name, sent, values as Record<string, unknown>, says) : {}
    if (sent === undefined && own.length === 0) wrong['form'] = words.thisIsNeeded
    for (const field of needed?.(values) ?? [])
      if (isBlank(values[field])) wrong[field] ??= says[field] ?? words.thisIsNeeded
    if (sent === null && own.length === 0) return {}
    const { form: whole, ...fields }: Record<string, string> = { ...wrong, ...Object.fromEntries(own) }
    // What a field says is enough.
    return whole !== undefined && Object.keys(fields).length === 0 ? { form: whole } : fields
  }
  const form = useForm<V>({
    initialValues: begun,
    validate: wrongWith,
    onValuesChange: (values) => {
      if (draft) draft.put(values)
      else if (kept !== undefined) keep(kept, values)
    },
  })
  // The same screen may go on to another record.
  const shown = useRef(kept)
  useLayoutEffect(() => {
    if (shown.current === kept) return
    shown.current = kept
    setTried(false)
    form.setValues(start())
    // What the form began with counts when the record changes, and then alone.
  }, [kept]) // eslint-disable-line
  const done = (output: Output<K> | null): void => {
    setTried(false)
    if (!stays && kept !== undefined) forgetKept(kept)
    const gone = stays || !draft ? undefined : draft.drop()
    if (gone) void gone.catch(() => undefined).then(() => onDone?.(output))
    else onDone?.(output)
  }
  // Once it was tried, what is wrong is said as it is now: one field may mend what another said. It is worked out when the
  // first field is drawn, since it may rest on what was asked by the form's values.
  let found: Record<string, string> | undefined
  const wrong = (): Record<string, string> => (found ??= tried ? wrongWith(form.values) : {})
  const set = (change: Partial<V>): void => {
    for (const [field, value] of Object.entries(change)) form.setFieldValue(field, value as never)
  }
  return {
    values: form.values,
    set,
    field: (field) => ({
      value: form.values[field],
      onChange: (next) => set({ [field]: isEvent(next) ? next.currentTarget.value : next } as Partial<V>),
      error: wrong()[field] ?? false,
      maxLength: limitOf(name, field),
    }),
    box: (field) => ({
      checked: form.values[field] === true,
      onChange: ({ currentTarget }) => set({ [field]: currentTarget.checked } as Partial<V>),
    }),
    tried,
    pending: action.pending,
    get problem() {
      return refusal(wrong()['form']) ?? action.problem
    },
    submit: (event, then) =>
      form.onSubmit(
        () => {
          if (action.pending) return
          const sent = inputOf(form.getValues())
          if (!sent) return done(null)
          action.send(sent as Input<K>, (output) => {
            done(output)
            then?.(output)
          })
        },
        () => setTried(true),
      )(event),
    needs: contract[name].permission,
  }
}

const isEvent = (next: unknown): next is ChangeEvent<HTMLInputElement> =>
  typeof next === 'object' && next !== null && 'currentTarget' in next

/** What is wrong with an input where no field of the form stands for it. */
const refusal = (wrong: string | undefined): Failure | null =>
  wrong === undefined ? null : { code: 'INVALID_INPUT', message: wrong, next: words.nothingWasRecorded }

interface ContractFormProps<V extends object> {
  form: Form<V>
  /** The button's words. */
  does: string
  /** What did not happen when it fails. */
  failed: string
  /** What is offered where it failed. */
  after?: ReactNode
  /** Whether there is nothing to send it for. */
  disabled?: boolean
  /** Said quietly under the button. */
  says?: ReactNode
  /** Whether the button does not stand out. */
  plain?: boolean
  className?: string
  /** Whether the browser leaves the checking to us. */
  noValidate?: boolean
  label?: string
  /** Other buttons beside the one that sends it. */
  actions?: ReactNode
  children: ReactNode
}

/** The fields of a form, what went wrong, and the button that sends it. */
export function ContractForm<V extends object>(props: ContractFormProps<V>): ReactElement {
  const {
    form,
    does,
    plain = false,
    failed,
    after,
    disabled = false,
    says,
    className = 'form',
    noValidate,
    label,
    actions,
    children,
  } = props
  const button = {
    type: 'submit',
    disabled: disabled || form.pending,
    ...(plain ? {} : { variant: 'filled' }),
  } as const
  return (
    <form className={className} onSubmit={form.submit} aria-label={label} noValidate={noValidate}>
      {children}
      <Problem problem={form.problem} title={failed}>
        {after}
      </Problem>
      <div className="actions">
        {form.needs === null ? (
          <Button {...button}>{does}</Button>
        ) : (
          <Act needs={form.needs} {...button}>
            {does}
          </Act>
        )}
        {actions}
      </div>
      {typeof says === 'string' ? <p className="quiet">{says}</p> : says}
    </form>
  )
}

interface FormPanelProps<V extends object> extends Omit<ContractFormProps<V>, 'does'> {
  title: string
  /** The button's words; left out: the title's. */
  does?: string
  kicker?: ReactNode
  onClose: () => void
}

/** A form in the panel at the side. */
export const FormPanel = <V extends object>({
  title,
  kicker,
  onClose,
  does = title,
  ...form
}: FormPanelProps<V>): ReactElement => (
  <Panel title={title} kicker={kicker} onClose={onClose} asks>
    <ContractForm {...form} does={does} />
  </Panel>
)
