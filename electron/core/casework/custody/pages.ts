import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { doneInWords } from '../../../../shared/contract/custody-words.ts'
import type { CustodyStep } from '../../../../shared/contract/custody.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { capital, sayingIn } from '../../../../shared/kernel/show.ts'
import { zoneName } from '../../../../shared/kernel/zones.ts'
import { typesetDocument } from '../../print/index.ts'
import { readVault, type Workspace } from '../../record/members/index.ts'
import { besideVault, freePath, placeFile, requireFree } from '../../record/vault/index.ts'
import { othersInWords } from '../exhibits/index.ts'

interface Pages {
  template: 'custody.typ' | 'handover.typ' | 'labels.typ'
  data: object
  /** What it is called in messages. */
  called: string
  /** Name of the file where none was given. */
  name: string
  out: string | undefined
}

/** Sets pages and writes them; nothing is overwritten. Fails with ALREADY_EXISTS, TYPESETTING_FAILED, CANCELLED or IO. */
export async function writePages(
  { vault, ports, member, db }: Workspace,
  { template, data, called, name, out }: Pages,
  context: CallContext,
): Promise<{ file: string; sha256: string }> {
  const file = out === undefined ? freePath(join(besideVault(vault.dir, 'exports'), name)) : resolve(out)
  requireFree(file)
  const at = new Date(ports.clock.now()).toISOString()
  const { zone } = ports.clock
  const date = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((part, i) => [part, Number(at.split(/\D/)[i])])
  const bytes = await typesetDocument(
    ports,
    {
      template,
      data: {
        ...data,
        vault: readVault(db).name,
        by: member.name,
        written: `${sayingIn(zone).at(at)} (${zoneName(zone)})`,
        zone: zoneName(zone),
        date: Object.fromEntries(date) as object,
      },
      at,
      called,
    },
    context,
  )
  await placeFile(file, (target) => target.writeFile(bytes))
  return { file, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** A step as the printed pages tell it: what was said, each with its name, nothing that was not. */
export function stepOnPages(step: CustodyStep, zone: string): object {
  const say = sayingIn(zone)
  const facts: [string, string | null][] = [
    ['Place', step.place],
    ['How', step.method],
    ['Purpose', step.purpose],
    ['Authority', step.authority],
    ['Condition', step.condition],
    ['Back by', step.expectedBack && say.at(step.expectedBack)],
    ['Seal found', step.sealBefore],
    ['Seal left', step.sealAfter],
    ['SHA-256 before', step.hashBefore],
    ['SHA-256 after', step.hashAfter],
    ['SHA-256', step.sha256],
    ['Reason', step.reason],
    othersInWords(step.action, step.others) ?? ['Became', null],
    ['Receipt', step.receipt],
  ]
  return {
    action: capital(doneInWords[step.action]),
    at: say.at(step.custodyAt),
    from: step.from ?? '',
    to: step.to === null ? '' : `${step.to}${step.outside ? ' (outside)' : ''}`,
    recorded: `${say.at(step.recordedAt)} by ${step.recordedBy}, entry ${step.seq}`,
    facts: facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [{ name, value }])),
  }
}
