import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { contract, type Call, type Input, type Output } from '../../shared/contract/contract.ts'
import type { App, CallContext } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { findMember } from './record/members/index.ts'
import type { Ports } from './ports.ts'
import { createSession, reopened, type Session } from './session.ts'
import { checkpoint, lowestKdf, vaultAs, wipe } from './record/vault/index.ts'

const isCall = (name: string): name is Call => Object.hasOwn(contract, name)

/** One thing that a member did: a call as the contract has it, at the moment at which they did it. */
const Step = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  /** A member of the sample; left out: the first. */
  by: z.string().optional(),
  call: z.string().refine(isCall, 'is no call of the contract'),
  /** `{name}` in a text stands for what a step before kept under that name. */
  input: z.record(z.string(), z.unknown()),
  /** Under which name a part of the answer is kept, like `{ "letter": "report" }` or `{ "duty": "items.0.id" }`. */
  keep: z.record(z.string(), z.string()).optional(),
})
export type SampleStep = z.output<typeof Step> & { call: Call }

const About = z.strictObject({
  about: z.string(),
  vault: z.string(),
  /** Who works in it, with a passphrase each. The first makes the vault. */
  members: z.array(z.strictObject({ name: z.string(), passphrase: z.string() })).min(1),
  packet: contract['packet.build'].input.pick({ case: true, recipient: true, purpose: true }),
})

type Sample = z.output<typeof About> & { steps: SampleStep[] }

/** Reads the sample that comes with the product: who is in it, and what they did in the order in which they did it. */
export async function readSample(resources: string): Promise<Sample> {
  const read = async (...path: string[]): Promise<unknown> =>
    JSON.parse(await readFile(join(resources, 'sample', ...path), 'utf8')) as unknown
  const names = (await readdir(join(resources, 'sample', 'steps'))).filter((name) => name.endsWith('.json')).sort()
  const parts = await Promise.all(names.map(async (name) => z.array(Step).parse(await read('steps', name))))
  const steps = parts.flat().toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return { ...About.parse(await read('sample.json')), steps }
}

/** What was made of the sample. */
export type MadeSample = Output<'vault.createSample'>

/** So many steps are told in one go before the window hears how far it is, and may stop it. */
const stride = 10

/**
 * Makes a vault of the sample by the same calls that its members' hands would make, each at its own moment, so that what
 * was known when can be looked at. It is open once for all of them: a passphrase is derived once for each member, at the
 * lowest cost that a vault takes, since it stands on the screen. Nothing of it is anybody's work until it is finished: so
 * the disk confirms the whole of it at the end, and not each step. The keys are new each time.
 */
export async function makeSample(
  ports: Ports,
  dir: string | undefined,
  { signal, progress }: CallContext,
  callsOn: (session: Session) => App['call'],
  unlock: (vault: Input<'vault.unlock'>) => Promise<unknown>,
): Promise<MadeSample> {
  const sample = await readSample(ports.resources)
  const stamp = new Date(ports.clock.now()).toISOString().replace(/[-:]|\..*$/g, '')
  const folder = dir ?? join(ports.home, `Sample ${stamp}.holdfast`)
  const [first] = sample.members
  if (!first) throw new Error('the sample names no member')
  const { passphrase } = first
  const kept = new Map([['exhibits', join(ports.resources, 'sample', 'exhibits')]])
  const clock = storyClock(ports, sample)
  const story: Ports = { ...ports, host: 'cli', kdf: lowestKdf, clock, heads: untold }
  const founding = { dir: folder, name: sample.vault, member: first.name, passphrase }
  const founder = await createSession(story, founding, () => undefined)
  const { vault } = founder.workspace
  const hands = new Map([[first.name, vault]])
  try {
    vault.store.exec('pragma synchronous=OFF')
    let session = founder
    let call = callsOn(session)
    for (const [done, step] of sample.steps.entries()) {
      if (done % stride === 0) {
        progress({ stage: 'Making the sample', done, total: sample.steps.length, unit: 'steps' })
        await new Promise((resolve) => setImmediate(resolve))
        if (signal.aborted) throw stopped()
      }
      clock.set(step)
      const by = step.by ?? first.name
      if (by !== session.workspace.member.name) {
        const words = sample.members.find(({ name }) => name === by)?.passphrase
        if (words === undefined) throw new Error(`the sample has no member ${by}`)
        const at = session.workspace.vault
        const theirs = hands.get(by) ?? (await vaultAs(at, findMember(session.workspace.db, by).id, words))
        theirs.header = at.header
        hands.set(by, theirs)
        session = await reopened(session, theirs, () => undefined)
        call = callsOn(session)
      }
      const input = filledIn(step.input, kept, session.workspace.ledger.size) as Input<Call>
      const output = await call(step.call, input, { signal, progress: () => undefined })
      for (const [name, path] of Object.entries(step.keep ?? {})) kept.set(name, partOf(output, path))
    }
    vault.store.exec('pragma synchronous=FULL')
    checkpoint(vault)
  } finally {
    for (const one of hands.values()) if (one !== vault) wipe(one.keys)
    await vault.close()
  }
  await unlock({ dir: folder, passphrase })
  const packet = filledIn(sample.packet, kept, 0) as typeof sample.packet
  return { dir: folder, passphrase, members: sample.members, ...packet }
}

/** While the story is told nobody outside needs to know its head: the vault is opened anew at its end. */
const untold: Ports['heads'] = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() }

const stopped = (): HoldfastError =>
  new HoldfastError('CANCELLED', 'Making the sample was stopped.', 'Throw the unfinished folder away, or leave it.')

interface StoryClock {
  now(): number
  zone: string
  set(step: SampleStep): void
}

/** The moments of the sample. Where the computer's clock stands before the last of them, it is the computer's own. */
function storyClock({ clock }: Ports, { steps }: Sample): StoryClock {
  const last = steps.at(-1)?.at ?? ''
  const isPast = Date.parse(last) < clock.now()
  let moment = Date.parse(steps[0]?.at ?? last)
  return {
    now: () => (isPast ? moment : clock.now()),
    zone: clock.zone,
    set: ({ at }) => (moment = Date.parse(at)),
  }
}

/** The same data with names filled in; the text `{ledger size}` alone is the number of entries so far. */
function filledIn(value: unknown, kept: ReadonlyMap<string, string>, size: number): unknown {
  if (value === '{ledger size}') return size
  if (typeof value === 'string')
    return value.replaceAll(/\{([a-z][a-z0-9-]*)\}/g, (_, name: string) => {
      const found = kept.get(name)
      if (found === undefined) throw new Error(`the sample kept nothing under ${name}`)
      return found
    })
  if (Array.isArray(value)) return value.map((one: unknown) => filledIn(one, kept, size))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filledIn(one, kept, size)]))
}

/** A text within an answer, by a path like `items.0.id`. */
function partOf(output: unknown, path: string): string {
  const found = path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], output)
  if (typeof found !== 'string') throw new Error(`the answer has no text at ${path}`)
  return found
}
