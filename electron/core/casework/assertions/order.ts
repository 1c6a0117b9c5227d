import { wordsForm, type Claim, type Question } from './claim.ts'
import { spanOf } from './spans.ts'

/** An event came before another, by a claim. */
interface Step {
  before: string
  after: string
  claim: Claim
}

const named = (claim: Claim): string | null => (claim.event === null ? null : wordsForm(claim.event))

/** Claims about which event came first that cannot all be so: by other claims of order, or by the times of both events. */
export function ordersAtOdds(claims: readonly Claim[]): Question[] {
  const steps = claims.flatMap((claim): Step[] => {
    const [own, other] = [named(claim), claim.order && wordsForm(claim.order.event)]
    if (own === null || other === null || claim.order === null || own === other) return []
    return [
      claim.order.relation === 'before' ? { before: own, after: other, claim } : { before: other, after: own, claim },
    ]
  })
  const cycles = steps.flatMap((step) => {
    const back = wayFrom(step.after, step.before, steps)
    return back ? [[step, ...back]] : []
  })
  const place = new Map(claims.map(({ id }, at) => [id, at]))
  const idsOf = (of: readonly Claim[]): string[] =>
    [...new Set(of.map(({ id }) => id))].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  const seen = new Set<string>()
  const first = (ids: string[]): boolean => {
    const key = ids.join(' ')
    return !seen.has(key) && Boolean(seen.add(key))
  }
  const byOrder = cycles.flatMap((cycle): Question[] => {
    const between = idsOf(cycle.map(({ claim }) => claim))
    const said = cycle.map(({ before, after, claim }) => `“${before}” before “${after}” (${claim.number})`)
    return first(between)
      ? [{ rule: 'order', question: `In which order did it happen? It was said to be ${said.join(', ')}.`, between }]
      : []
  })
  const byTime = steps.flatMap(({ before, after, claim }): Question[] => {
    const timed = (event: string) =>
      claims.flatMap((one) => {
        const span = named(one) === event ? spanOf(one, one.clock) : null
        return span ? [{ one, span }] : []
      })
    return timed(before).flatMap((early) =>
      timed(after).flatMap((late): Question[] => {
        const between = idsOf([claim, early.one, late.one])
        if (early.span.began.earliest <= late.span.began.latest || !first(between)) return []
        const times = [early.one, late.one].map(({ number }) => number).join(' and ')
        return [
          {
            rule: 'order',
            question: `Was “${before}” before “${after}” (${claim.number})? By the times of ${times} it was after.`,
            between,
          },
        ]
      }),
    )
  })
  return [...byOrder, ...byTime]
}

/** The shortest way along claims from an event to another; null where there is none. */
function wayFrom(from: string, to: string, steps: readonly Step[]): Step[] | null {
  let ways: Step[][] = steps.filter(({ before }) => before === from).map((step) => [step])
  const passed = new Set([from])
  while (ways.length > 0) {
    const there = ways.find((way) => way.at(-1)?.after === to)
    if (there) return there
    const next: Step[][] = []
    for (const way of ways) {
      const at = way.at(-1)?.after ?? ''
      if (passed.has(at)) continue
      passed.add(at)
      for (const step of steps) if (step.before === at) next.push([...way, step])
    }
    ways = next
  }
  return null
}
