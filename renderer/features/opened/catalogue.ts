import type { ReactNode } from 'react'
import { catalogue, plural, say } from '../../../shared/kernel/catalogue.ts'
import { rich } from '../../ui/rich.tsx'

export const words = catalogue({
  filesWait: (many: number) => plural(many, { one: '# file waits', other: '# files wait' }),
  toBeLookedAtOnceA: ({ filesWait, names }: { filesWait: string; names: string }) =>
    say`${filesWait} to be looked at once a vault is open: ${names}`,
  openTheVaultThisOneIs: (plainly: ReactNode) =>
    rich`Open the vault ${plainly}? This one is locked first; what you typed stays in it.`,
  stayHere: 'Stay here',
  lockAndOpenIt: 'Lock and open it',
  noneOfYourRolesTakesReports: 'None of your roles takes reports in.',
  notImported: ({ names, why }: { names: string; why: string }) => say`Not imported: ${names}. ${why}`,
  hideTheNotice: 'Hide the notice',
})
