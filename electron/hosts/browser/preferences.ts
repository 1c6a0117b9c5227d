import type { Page } from 'playwright-core'
import type { Ports } from '../../core/ports.ts'
import type { Remembering } from '../remembered.ts'

type Preferring = NonNullable<Ports['preferences']>

/** Shows a window's page in the theme that was chosen last. */
export const showTheme = (page: Page, remembered: Remembering): Promise<void> => {
  const { theme } = remembered.get()
  return page.emulateMedia({ colorScheme: theme === 'system' ? null : theme })
}

/**
 * What can be set where a system's browser shows the window; size and capture are the browser's. `idleMinutes`: what holds where nothing is
 * remembered; null where the environment says it. `debug`: whether a person asked to look inside; English is the only language for others.
 */
export const preferencesOf = (
  remembered: Remembering,
  { idleMinutes, debug }: { idleMinutes: number | null; debug: boolean },
  page: () => Page | undefined,
): Preferring => ({
  get: () => {
    const { theme, language, idleMinutes: chosen } = remembered.get()
    return Promise.resolve({
      theme,
      ...(debug ? { language } : {}),
      ...(idleMinutes === null ? {} : { idleMinutes: chosen ?? idleMinutes }),
    })
  },
  set: async (change) => {
    remembered.set(change)
    const shown = page()
    if (shown) await showTheme(shown, remembered)
  },
})
