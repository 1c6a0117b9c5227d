import { Fragment, useEffect, type ReactElement, type ReactNode } from 'react'
import { english, language, speak } from '../../shared/kernel/catalogue.ts'
import { useAsk } from './client.ts'

/** Shows what is in it in the language that is set for this computer, and anew when another is set. */
export function InLanguage({ children }: { children: ReactNode }): ReactElement {
  const chosen = useAsk('app.preferences', {}).data?.language ?? english
  // Before anything in it says a word.
  if (chosen !== language()) speak(chosen)
  useEffect(() => {
    document.documentElement.lang = chosen
  }, [chosen])
  return <Fragment key={chosen}>{children}</Fragment>
}
