import type { Page } from '@playwright/test'
import type { Call, Input, Output } from '../../shared/contract/contract.ts'
import type { Port, Response } from '../../shared/contract/port.ts'

/** What a page of ours gets from its host. */
export type Holding = { holdfast: { port: Port } }

/** Calls the core from the page, beside the page's own calls: what would take hours to be typed. */
export async function ask<K extends Call>(page: Page, name: K, input: Input<K>): Promise<Output<K>> {
  const answer = await page.evaluate(
    ([call, given = '']) =>
      new Promise<Response>((resolve) => {
        const { port } = (globalThis as unknown as Holding).holdfast
        // Far from the numbers that the page gives.
        const id = 1_000_000_000 + Math.floor(performance.now() * 1000)
        const stop = port.onMessage((text) => {
          const message = JSON.parse(text) as Response
          if (!('id' in message) || message.id !== id || 'progress' in message) return
          stop()
          resolve(message)
        })
        port.send(JSON.stringify({ id, call, input: JSON.parse(given) as unknown }))
      }),
    [name, JSON.stringify(input)],
  )
  if (!('ok' in answer) || !answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return answer.value as Output<K>
}
