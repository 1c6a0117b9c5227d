import { catalogue, say } from '../../shared/kernel/catalogue.ts'

export const words = catalogue({
  auditingTheVault: 'Auditing the vault',
  auditingTheVaultAsScheduled: 'Auditing the vault, as scheduled',
  checkingWhatWasAdded: 'Checking what was added',
  whatWasPastedCouldNotBe: 'What was pasted could not be handed over; nothing was kept.',
  tryAgain: 'Try again.',
  everywhere: 'Everywhere',
  readingOnly: (fault: string) => say`Reading only: ${fault}`,
  whatYouCopyOfThemIs: 'What you copy of them is taken off the clipboard after a minute, and when the vault locks.',
  ifYouCopyThemCopySomething:
    'If you copy them, copy something else once they are pasted: this window cannot empty the clipboard.',
})
