import { wordsForm, type Claim, type Question } from './claim.ts'
import type { Span } from './spans.ts'

/** A claim with its event as it is compared, and its time as the check of the clock makes it. */
interface Read {
  claim: Claim
  event: string | null
  span: Span | null
}

/** An event came before another, by a claim. */
interface Step {
  before: string
  after: string
  claim: Claim
}

/** Claims about which event came first that cannot all be so: by other claims of order, or by the times of both events. */
export function ordersAtOdds(reads: readonly Read[]): Question[] {
  const steps = reads.flatMap(({ claim, event: own }): Step[] => {
    if (own === null || claim.order === null) return []
    const other = wordsForm(claim.order.event)
    if (own === other) return []
    return [
      claim.order.relation === 'before' ? { before: own, after: other, claim } : { before: other, after: own, claim },
    ]
  })
  const names = new Map(
    reads
      .flatMap(({ claim: { event, order } }) => [event, order?.event ?? null].flatMap((one) => one ?? []))
      .map((one) => [wordsForm(one), one]),
  )
  const shown = (event: string): string => `“${names.get(event) ?? event}”`
  const stepsFrom = Map.groupBy(steps, ({ before }) => before)
  const place = new Map(reads.map(({ claim: { id } }, at) => [id, at]))
  const idsOf = (of: readonly Claim[]): string[] =>
    [...new Set(of.map(({ id }) => id))].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  const seen = new Set<string>()
  const first = (ids: string[]): boolean => {
    const key = ids.join(' ')
    return !seen.has(key) && Boolean(seen.add(key))
  }
  const byOrder = steps.flatMap((step): Question[] => {
    const back = waysFrom(step.after, stepsFrom).get(step.before)
    if (!back) return []
    const cycle = [step, ...back()]
    const between = idsOf(cycle.map(({ claim }) => claim))
    const said = cycle.map(({ before, after, claim }) => `${shown(before)} before ${shown(after)} (${claim.number})`)
    return first(between)
      ? [{ rule: 'order', question: `In which order did it happen? It was said to be ${said.join(', ')}.`, between }]
      : []
  })
  const timed = Map.groupBy(
    reads.flatMap(({ claim, event, span }) => (event !== null && span ? [{ claim, event, span }] : [])),
    ({ event }) => event,
  )
  const timesAtOdds = (before: string, after: string, way: () => Step[]): Question[] =>
    (timed.get(before) ?? []).flatMap((early) =>
      (timed.get(after) ?? []).flatMap((late): Question[] => {
        // The end of what a time may mean is no longer in it: 08:59 is over at 09:00.
        if (early.span.began.earliest < late.span.began.latest) return []
        const said = way().map(({ claim }) => claim)
        const between = idsOf([...said, early.claim, late.claim])
        if (!first(between)) return []
        const times = [early, late].map(({ claim }) => claim.number).join(' and ')
        return [
          {
            rule: 'order',
            question: `Was ${shown(before)} before ${shown(after)} (${said.map(({ number }) => number).join(', ')})? By the times of ${times} it was after.`,
            between,
          },
        ]
      }),
    )
  const direct = steps.flatMap((step) => timesAtOdds(step.before, step.after, () => [step]))
  const byWay = [...stepsFrom.keys()].flatMap((before) =>
    timed.has(before)
      ? [...waysFrom(before, stepsFrom)].flatMap(([after, way]) =>
          after === before || stepsFrom.get(before)?.some((step) => step.after === after)
            ? []
            : timesAtOdds(before, after, way),
        )
      : [],
  )
  return [...byOrder, ...direct, ...byWay]
}

/** The events that follow one by the claims, each with the shortest way to it. */
function waysFrom(from: string, stepsFrom: ReadonlyMap<string, readonly Step[]>): Map<string, () => Step[]> {
  const came = new Map<string, Step>()
  const queue = [from]
  for (const at of queue)
    for (const step of stepsFrom.get(at) ?? [])
      if (!came.has(step.after)) {
        came.set(step.after, step)
        if (step.after !== from) queue.push(step.after)
      }
  const wayTo = (to: string): Step[] => {
    const way: Step[] = []
    for (let at: string | null = to; at !== null;) {
      const step = came.get(at)
      if (!step) break
      way.unshift(step)
      at = step.before === from ? null : step.before
    }
    return way
  }
  return new Map([...came.keys()].map((to) => [to, () => wayTo(to)]))
}
