import { sayingIn } from '../../../../shared/kernel/show.ts'
import { isPlaceZone } from '../../../../shared/kernel/zones.ts'
import { findCase } from '../../casework/cases/index.ts'
import { reportsOfCase } from '../../intake/reports/index.ts'
import { entriesOfCase, type StoredEntry } from '../../record/ledger/index.ts'
import type { AboutCase, Workspace } from '../../record/members/index.ts'

/**
 * A case that the features are asked about. `here`: its times are told in the zone of this computer; else in that of the
 * place where it happened. `outside`: for people who do not work on it. Fails with NOT_FOUND.
 */
export function aboutCase(workspace: Workspace, ref: string, { here = false, outside = false } = {}): AboutCase {
  const { db, ports } = workspace
  const { id, number } = findCase(db, ref)
  const zone = here ? ports.clock.zone : zoneOf(workspace, id)
  let entries: readonly StoredEntry[] | undefined
  return {
    workspace,
    case: { id, number },
    zone,
    say: sayingIn(zone),
    outside,
    entries: () => (entries ??= entriesOfCase(db, id)),
  }
}

/**
 * The zone of the place where a case happened, where a report says; else that of this computer. Never a fixed offset: what
 * one camera was set to in July is not what the clocks of the place show in December.
 */
function zoneOf({ db, ports }: Workspace, caseId: string): string {
  const said = reportsOfCase(db, caseId).flatMap(({ occurredAt }) => occurredAt?.zone ?? [])
  return [...said, ports.clock.zone].find(isPlaceZone) ?? 'UTC'
}
