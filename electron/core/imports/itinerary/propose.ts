import { basename, resolve } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import type { ProposedLeg } from '../../../../shared/contract/travel.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../record/members/index.ts'
import { openReaders } from '../../readers/index.ts'
import { openFileIn } from '../open-file.ts'

/** As many as one call plans. */
const most = 200

/** The legs that a calendar file proposes. Fails with INVALID_INPUT for what is no calendar, or CANCELLED. */
export async function legsOfCalendar(
  { ports }: Workspace,
  { file: given }: Checked<'import.legs'>,
  { signal }: CallContext,
): Promise<Output<'import.legs'>> {
  const file = resolve(given)
  const name = basename(file).toWellFormed()
  const readers = openReaders(ports)
  try {
    const reading = await openFileIn(readers, ports, file, signal)
    const { kind, sha256, legs } = reading
    if (kind !== 'itinerary')
      throw new HoldfastError('INVALID_INPUT', `${name} is no calendar file.`, 'Choose an iCalendar file (.ics).')
    if (legs.length === 0)
      throw new HoldfastError('INVALID_INPUT', `${name} has no events.`, 'Choose a calendar with the journey in it.')
    const problems = (await reading.items(0)).flatMap((item) => item.problems)
    if (legs.length > most) problems.push(`Only the first ${most} of its ${legs.length} events are proposed.`)
    const source = `calendar file ${name}, SHA-256 ${sha256}`
    return { name, sha256, legs: legs.slice(0, most).map((leg) => sourced(leg, source)), problems }
  } finally {
    readers.close()
  }
}

/** What is planned of it says where it comes from, in the words of the record. */
const sourced = (leg: ProposedLeg, source: string): ProposedLeg => ({
  ...leg,
  notes: [...(leg.notes === null ? [] : [leg.notes]), `“${leg.says}” in the ${source}.`].join('\n\n'),
})
