import { useEffect, useState } from 'react'
import { client } from '../../session/client.ts'

interface Judged {
  of: string
  words: string
  tooWeak: boolean
}

/**
 * What the core says of a passphrase as it is typed; names in `about` count as guessed. It is asked directly: a cache of
 * answers would keep every passphrase that was typed. What was not judged yet is not called weak; the core asks again.
 */
export function useStrength(passphrase: string, about: readonly string[]): { words: string; tooWeak: boolean } {
  const [judged, setJudged] = useState<Judged>()
  const names = about.join('\n')
  useEffect(() => {
    let wanted = true
    const timer = window.setTimeout(
      () => {
        client.call('vault.strength', { passphrase, about: names.split('\n').slice(0, 8) }).then(
          ({ words, tooWeak }) => wanted && setJudged({ of: passphrase, words, tooWeak }),
          () => undefined,
        )
      },
      passphrase === '' ? 0 : 120,
    )
    return () => {
      wanted = false
      window.clearTimeout(timer)
    }
  }, [passphrase, names])
  const current = judged?.of === passphrase ? judged : undefined
  return { words: judged?.words ?? '', tooWeak: passphrase === '' || (current?.tooWeak ?? false) }
}
