import { Duplex, PassThrough } from 'node:stream'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { framesOver } from './frames.ts'

/** What is sent on the first end, cut at the given lengths, as it arrives at the other. */
async function carried(sent: [unknown, Uint8Array][], cuts: number[]): Promise<[unknown, string][]> {
  const wire = new PassThrough()
  const out = framesOver(Duplex.from({ writable: wire }), () => undefined)
  for (const [head, body] of sent) out.send(head, body)
  await new Promise(setImmediate)
  const bytes = wire.read() as Buffer
  const heard: [unknown, string][] = []
  const end = new PassThrough()
  framesOver(end, (head, body) => heard.push([head, body.toString('hex')]))
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const step = Math.max(1, cuts[i % cuts.length] ?? 1)
    end.write(bytes.subarray(at, at + step))
    at += step
  }
  await new Promise(setImmediate)
  return heard
}

it('heads and bodies arrive whole and in order, however the stream cuts them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.jsonValue(), fc.uint8Array({ maxLength: 40 })), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
      async (sent, cuts) => {
        expect(await carried(sent as [unknown, Uint8Array][], cuts)).toEqual(
          sent.map(([head, body]) => [JSON.parse(JSON.stringify(head)), Buffer.from(body).toString('hex')]),
        )
      },
    ),
    { numRuns: 60 },
  )
})
