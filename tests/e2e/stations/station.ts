import type { Page } from '@playwright/test'

/** A workstation that has been started, on a home of its own. */
export interface Workstation {
  page: Page
  /** Ends it as closing the window does. */
  close(): Promise<void>
}

export interface Start {
  home: string
  /** Left out: what the person set, or what holds where nobody did. */
  idleMinutes: number | undefined
  /** Playwright's own option: `--headed` shows the window. */
  headless: boolean
  /** The program to start in the place of the one that shows the window. */
  wrap?: ((program: string) => string) | undefined
}
