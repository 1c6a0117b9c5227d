import { caseCharge } from './cases/index.ts'
import { dutyCharge } from './closure/index.ts'
import { triageCharge } from './intake/index.ts'
import type { Charge } from './members/index.ts'
import { taskCharge } from './tasks/index.ts'

/** Everything that has an owner who must be a member: nobody leaves while they have any of it. */
export const charges: readonly Charge[] = [caseCharge, taskCharge, triageCharge, dutyCharge]
