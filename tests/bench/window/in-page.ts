import type { Page } from '@playwright/test'
import type { Holding } from '../../e2e/ask.ts'

// Measured by the page's own clock, so that the test's reins are not in the figures.

/** Milliseconds from a click on "File report" to the core's word that it is on record, and to the window showing it. */
export const clickToShown = (page: Page, narrative: string): Promise<{ committed: number; shown: number }> =>
  page.evaluate(
    (words) =>
      new Promise<{ committed: number; shown: number }>((resolve, reject) => {
        const { port } = (globalThis as unknown as Holding).holdfast
        const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'File report')
        if (!button) return reject(new Error('there is no such button'))
        let committed: number | undefined
        const stop = port.onMessage((text) => {
          if ((JSON.parse(text) as { signal?: { kind: string } }).signal?.kind !== 'recorded') return
          committed ??= performance.now() - began
        })
        const look = new MutationObserver(() => {
          if (button.isConnected || !document.body.textContent.includes(words) || committed === undefined) return
          look.disconnect()
          stop()
          const done = committed
          requestAnimationFrame(() => resolve({ committed: done, shown: performance.now() - began }))
        })
        look.observe(document.body, { subtree: true, childList: true, characterData: true })
        const began = performance.now()
        button.click()
      }),
    narrative,
  )

/** Milliseconds in which the page reads all bytes behind a token, in ranges. */
export const readBytes = (page: Page, token: string, size: number, range: number): Promise<number> =>
  page.evaluate(
    async ([name, whole, step]) => {
      const began = performance.now()
      let taken = 0
      while (taken < whole) {
        const headers = { range: `bytes=${taken}-${Math.min(whole, taken + step) - 1}` }
        const { body, status } = await fetch(`/bytes/${name}`, { headers })
        if (!body || status !== 206) throw new Error(`answered ${status}`)
        const reader = body.getReader()
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) taken += piece.value.length
      }
      return performance.now() - began
    },
    [token, size, range] as const,
  )

/** Milliseconds that each seek takes in a recording behind a token, as the engine says. */
export const seek = (page: Page, token: string, places: number[]): Promise<number[]> =>
  page.evaluate(
    async ([name, moments]) => {
      const media = document.createElement('video')
      const heard = (event: string): Promise<unknown> =>
        new Promise((resolve) => media.addEventListener(event, resolve, { once: true }))
      const ready = heard('canplay')
      media.src = `/bytes/${name}`
      await ready
      const times: number[] = []
      for (const moment of moments) {
        const began = performance.now()
        const there = heard('seeked')
        media.currentTime = moment
        await there
        times.push(performance.now() - began)
      }
      media.removeAttribute('src')
      media.load()
      return times
    },
    [token, places] as const,
  )
