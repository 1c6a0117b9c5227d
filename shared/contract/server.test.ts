import { expect, test } from 'vitest'
import { HoldfastError } from '../kernel/errors.ts'
import { createClient, type Client } from './client.ts'
import type { Port, Signal } from './port.ts'
import { checkInput, serve, type App, type CallContext } from './server.ts'

/** Two ends of one wire: what one sends, the other hears, later and in order. */
function wire(): [Port, Port, sent: string[]] {
  const sent: string[] = []
  const ears: [Set<(text: string) => void>, Set<(text: string) => void>] = [new Set(), new Set()]
  const end = (mine: 0 | 1): Port => ({
    send: (text) => {
      sent.push(text)
      queueMicrotask(() => ears[mine === 0 ? 1 : 0].forEach((hear) => hear(text)))
    },
    onMessage: (listener) => {
      ears[mine].add(listener)
      return () => ears[mine].delete(listener)
    },
  })
  return [end(0), end(1), sent]
}

type Answer = (name: string, input: unknown, context: CallContext) => unknown

function connect(answer: Answer): { client: Client; signal: (signal: Signal) => void; port: Port; stop: () => void } {
  const [near, far] = wire()
  const listeners = new Set<(signal: Signal) => void>()
  const app: App = {
    call: async (name, input, context) => (await answer(name, checkInput(name, input), context)) as never,
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const stop = serve(app, far, () => new AbortController())
  return { client: createClient(near), signal: (signal) => listeners.forEach((hear) => hear(signal)), port: near, stop }
}

/** Waits for a cancel, then fails as the core does. */
const untilCancelled = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new HoldfastError('CANCELLED', 'Stopped.', 'Start again.')))
  })

test('a call carries its input there, with defaults filled in, and the answer back', async () => {
  const { client } = connect((name, input) => ({ items: [], seen: [name, input] }))
  expect(await client.call('case.list', {})).toMatchObject({ seen: ['case.list', { filter: '' }] })
})

test('input that the contract does not allow fails by the name of the field, unknown fields included', async () => {
  const { client } = connect(() => ({}))
  const wrong = client.call('report.decline', { report: 'R-0001', reason: '', extra: 1 } as never)
  await expect(wrong).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await expect(wrong).rejects.toThrow(/"reason": must not be empty.*fields that are not known: "extra"/)
})

test('input that is nested deeper than anything can check it is refused in words', () => {
  const body: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000))
  const input = { kind: 'form', key: 'threat', base: 1, reason: 'r', body }
  expect(() => checkInput('template.save', input)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining('too deep') as string }) as Error,
  )
})

test('an error crosses as a value, with its code and what to do next; a fault of ours without its text', async () => {
  const refusing = connect(() => {
    throw new HoldfastError('NOT_FOUND', 'There is no case 2026-009.', 'Look at the list.')
  })
  await expect(refusing.client.call('case.get', { case: '2026-009' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no case 2026-009.',
    next: 'Look at the list.',
  })
  const faulty = connect(() => {
    throw new TypeError('canary')
  })
  const failure: unknown = await faulty.client.call('case.get', { case: '2026-009' }).catch((thrown: unknown) => thrown)
  expect(failure).toMatchObject({ code: 'INTERNAL' })
  expect(JSON.stringify(failure) + String(failure)).not.toContain('canary')
})

test('a call that is not in the contract is refused, inherited names too', async () => {
  const { client } = connect(() => ({}))
  for (const name of ['case.burn', 'toString', '__proto__']) {
    await expect(client.call(name as never, {} as never)).rejects.toMatchObject({ code: 'USAGE' })
  }
})

test('progress comes before the answer, and calls under way do not wait for one another', async () => {
  const { client } = connect(async (name, _, { progress }) => {
    if (name === 'vault.info') return 'quick'
    progress({ stage: 'reading', done: 1, total: 2, unit: 'entries' })
    await new Promise((resolve) => setTimeout(resolve, 20))
    progress({ stage: 'reading', done: 2, total: 2, unit: 'entries' })
    return 'slow'
  })
  const seen: unknown[] = []
  const slow = client.call('ledger.audit', {}, { onProgress: ({ done }) => seen.push(done) })
  const both = [slow.then((value) => seen.push(value)), client.call('vault.info', {}).then((value) => seen.push(value))]
  await Promise.all(both)
  expect(seen).toEqual([1, 'quick', 2, 'slow'])
})

test('a cancel reaches the work, before and after it began; ending the service cancels what is left', async () => {
  const { client, stop } = connect((_name, _input, { signal }) => untilCancelled(signal))
  const abort = new AbortController()
  const begun = client.call('ledger.audit', {}, { signal: abort.signal })
  const early = client.call('ledger.audit', {}, { signal: AbortSignal.abort() })
  await expect(early).rejects.toMatchObject({ code: 'CANCELLED' })
  abort.abort()
  await expect(begun).rejects.toMatchObject({ code: 'CANCELLED' })
  const left = client.call('ledger.audit', {})
  await new Promise((resolve) => setTimeout(resolve, 5))
  stop()
  await expect(left).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('signals are heard by all who listen, until they stop', async () => {
  const { client, signal } = connect(() => ({}))
  const heard: Signal[] = []
  const stop = client.onSignal((one) => heard.push(one))
  signal({ kind: 'recorded', entries: 3 })
  await Promise.resolve()
  stop()
  signal({ kind: 'locked', reason: 'idle' })
  await Promise.resolve()
  expect(heard).toEqual([{ kind: 'recorded', entries: 3 }])
})

test('what is not a request is dropped, and the service goes on', async () => {
  const { client, port } = connect(() => 'still here')
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '{"id":1}',
    '{"id":"1","call":"vault.info","input":{}}',
    '{"id":1,"cancel":"yes"}',
  ]) {
    port.send(text)
  }
  expect(await client.call('vault.info', {})).toBe('still here')
})
