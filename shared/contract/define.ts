import type { z } from 'zod'
import type { PathField } from './paths.ts'
import type { Permission } from './permissions.ts'

/**
 * Where a path in a call's input may point when a window asks, which is taken for hostile. The command line is the
 * person's own hand: it may name any place.
 * `typed`: any place to read from. `picked`: a file that the person picked or dropped. `written`: a place to write to,
 * which a window leaves to the core. `home`: a folder for a new vault, where this computer keeps vaults or as chosen in
 * the host's dialog. `new-vault`: a name for a vault in such a folder. `shown`: a file that this session wrote, for every
 * host. `label`: a name only; nothing is opened by it.
 */
export type PathRule = 'typed' | 'picked' | 'written' | 'home' | 'new-vault' | 'shown' | 'label'

/**
 * One procedure of the contract: what it takes, what it gives, who may call it, and what the core must know to carry it
 * out. `query` reads; `command` appends to the ledger; `task` is either of them taking long: it reports progress and can
 * be cancelled. `permission: null` marks what works without an open vault.
 */
export interface Procedure<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  P extends Permission | null = Permission | null,
  A extends boolean = boolean,
> {
  readonly kind: 'query' | 'command' | 'task'
  readonly permission: P
  readonly input: I
  readonly output: O
  /** Whether it opens a vault or shuts one. */
  readonly opens: boolean
  /** Whether it works alone on the open vault: every other call waits. */
  readonly alone: A
  /** Whether somebody may call it who was invited and has chosen no passphrase yet. */
  readonly invited: boolean
  /** Whether it goes on in a vault that is open for reading only since it is of an earlier form, though it writes. */
  readonly older: boolean
  /** Whether it answers for an earlier moment too (`asOf` of its input). */
  readonly asOf: boolean
  /** The rule of every path in its input, by the input's field. */
  readonly paths: Readonly<Record<string, PathRule>>
  /** Field of the answer that names a file it wrote, which the window may show in its folder; null: none. */
  readonly wrote: string | null
}

/** Whether a path lies in a schema; schemas that hold themselves are followed to the depth of `Left`, and by a test beyond. */
type HoldsPath<S, Left extends unknown[] = [1, 2, 3, 4, 5]> = Left extends [unknown, ...infer Deeper]
  ? S extends PathField
    ? true
    : S extends z.ZodOptional<infer T> | z.ZodNullable<infer T> | z.ZodDefault<infer T> | z.ZodArray<infer T>
      ? HoldsPath<T, Deeper>
      : S extends z.ZodUnion<infer T>
        ? HoldsPath<T[number], Deeper>
        : S extends z.ZodObject<infer T>
          ? { [K in keyof T]: HoldsPath<T[K], Deeper> }[keyof T]
          : false
  : false
type ShapeOf<I> = I extends z.ZodObject<infer T> ? T : object
type PathsOf<I> = {
  [K in keyof ShapeOf<I> as true extends HoldsPath<ShapeOf<I>[K]> ? K : never]: PathRule
}

/** Says of a call what its input makes necessary: a path without a rule does not compile, nor does an untold `asOf`. */
type Needed<I> = ([keyof PathsOf<I>] extends [never] ? { paths?: never } : { paths: PathsOf<I> }) &
  ('asOf' extends keyof ShapeOf<I> ? { asOf: true } : { asOf?: never })
interface Traits<O extends z.ZodType> {
  opens?: true
  alone?: true
  invited?: true
  older?: true
  wrote?: keyof z.output<O> & string
}
type Said<I, O extends z.ZodType> = Traits<O> & Needed<I>

type Make = <
  P extends Permission | null,
  I extends z.ZodType,
  O extends z.ZodType,
  const T extends Said<I, O> = Said<I, O>,
>(
  permission: P,
  input: I,
  output: O,
  ...said: object extends Needed<I> ? [traits?: T] : [traits: T]
) => Procedure<I, O, P, T extends { alone: true } ? true : false>

const make = (kind: Procedure['kind']): Make =>
  ((permission: Permission | null, input: z.ZodType, output: z.ZodType, said: Partial<Procedure> = {}): Procedure => ({
    kind,
    permission,
    input,
    output,
    opens: false,
    alone: false,
    invited: false,
    older: false,
    asOf: false,
    paths: {},
    wrote: null,
    ...said,
  })) as Make

export const query = make('query')
export const command = make('command')
export const task = make('task')
