import { useEffect, useState } from 'react'
import { useAsk } from '../../session/client.ts'

/** Seconds until the core takes another attempt on a vault, counted down; 0: it takes one now. */
export function useWait(dir: string): { seconds: number; ask: () => void } {
  const { data, refetch } = useAsk('vault.failedAttempts', { dir })
  const [now, setNow] = useState(() => Date.now())
  const until = data?.until === undefined || data.until === null ? 0 : Date.parse(data.until)
  const waiting = now < until
  useEffect(() => {
    if (!waiting) return undefined
    const timer = window.setInterval(() => setNow(Date.now()), 250)
    return () => window.clearInterval(timer)
  }, [waiting])
  return {
    seconds: waiting ? Math.ceil((until - now) / 1000) : 0,
    ask: () => void refetch().then(() => setNow(Date.now())),
  }
}
