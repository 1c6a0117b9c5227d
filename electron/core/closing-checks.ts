import type { ClosingCheck } from './members/index.ts'
import { destructionCheck } from './retention/index.ts'

/** What every feature wants settled before a case is closed. */
export const closingChecks: readonly ClosingCheck[] = [destructionCheck]
