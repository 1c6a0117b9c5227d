import type { Output } from '../../../shared/contract/contract.ts'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { bridge } from '../../session/bridge.ts'
import { forgetKept, useKept } from '../../session/kept.ts'
import { useTask } from '../../session/tasks.ts'
import type { Proposal } from './leg-draft.ts'
import { words } from './catalogue.ts'

/** What a calendar file proposes for a journey, and what was planned of it. */
interface Proposals extends Output<'import.legs'> {
  /** Numbers of legs by the place of their event in the list. */
  planned: Record<number, string>
}

const keyOf = (caseId: string): string => `calendar-legs ${caseId}`

/** How the panel of one proposed leg is named in the address. */
export const itemOf = (index: number): string => `calendar-${index}`

export const forgetProposals = (caseId: string): void => forgetKept(keyOf(caseId))

interface ProposalsOf {
  proposals: Proposals | null
  /** Reads a file that was chosen; gives whether it proposes anything. A failure stays in the task. */
  read: (file: File) => Promise<boolean>
  lost: Failure | null
  forgetLost: () => void
  setPlanned: (index: number, number: string) => void
  /** The one that an item of the address names. */
  proposalOf: (item: string | undefined) => Proposal | undefined
}

/** The proposals that one case has before it; they stay while the window goes elsewhere. */
export function useProposals(caseId: string): ProposalsOf {
  const [proposals, setProposals] = useKept<Proposals | null>(keyOf(caseId), null)
  const [lost, setLost] = useKept<Failure | null>(`${keyOf(caseId)} lost`, null)
  const { run } = useTask('import.legs', caseId)
  return {
    proposals,
    lost,
    forgetLost: () => setLost(null),
    read: async (file) => {
      const path = await bridge.pathOf(file)
      setLost(path === '' ? notOnDisk(file.name) : null)
      const found = path === '' ? null : await run({ file: path }, words.readingName(file.name))
      if (found) setProposals({ ...found, planned: {} })
      return found !== null
    },
    proposalOf: (item) => {
      const index = proposals?.legs.findIndex((_, at) => item === itemOf(at)) ?? -1
      const leg = proposals?.legs[index]
      if (!proposals || !leg) return undefined
      return { file: proposals.name, sha256: proposals.sha256, index, leg }
    },
    setPlanned: (index, number) => {
      if (proposals) setProposals({ ...proposals, planned: { ...proposals.planned, [index]: number } })
    },
  }
}

const notOnDisk = (name: string): Failure => ({
  code: 'FILE_NOT_FOUND',
  message: words.isNotOnThisComputersDisk(name),
  next: words.saveItToAFolderFirst,
})
