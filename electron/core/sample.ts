import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { contract, type Call, type Input, type Output } from '../../shared/contract/contract.ts'
import { OccurredAtSchema } from '../../shared/contract/fields.ts'
import { ReportInput } from '../../shared/contract/intake.ts'
import { tellable } from '../../shared/contract/triage-template.ts'
import { confidences, involvementRoles } from '../../shared/contract/subjects.ts'
import type { Ports } from './ports.ts'

const Involved = z.strictObject({
  /** Key of a report; left out: the case. */
  report: z.string().optional(),
  role: z.enum(involvementRoles),
  from: OccurredAtSchema.optional(),
  to: OccurredAtSchema.optional(),
  confidence: z.enum(confidences).optional(),
  basis: z.string().optional(),
})

/** `resources/sample/sample.json`: what is left to fill in is only what the vault gives out. */
const Sample = z.strictObject({
  about: z.string(),
  vault: contract['vault.create'].input.pick({ name: true, member: true }),
  reports: z.array(z.strictObject({ key: z.string(), report: ReportInput })),
  /** How some were graded, and who was told because of it. */
  triaged: z.array(
    contract['report.triage'].input.extend({
      told: contract['duty.acknowledge'].input
        .omit({ duty: true })
        .extend({ tell: z.enum(tellable) })
        .optional(),
    }),
  ),
  declined: z.array(contract['report.decline'].input),
  case: z.strictObject({
    promote: contract['report.promote'].input,
    change: contract['case.change'].input.omit({ case: true }),
    merge: z.array(contract['report.merge'].input.omit({ into: true })),
    subjects: z.array(z.strictObject({ subject: contract['subject.add'].input, involvements: z.array(Involved) })),
    exhibits: z.array(contract['exhibit.add'].input.omit({ case: true, files: true }).extend({ file: z.string() })),
    notes: z.array(contract['note.save'].input.omit({ case: true })),
    packet: contract['packet.build'].input.pick({ recipient: true, purpose: true }),
  }),
})

/** Reads the sample case that comes with the product. */
export const readSample = async (resources: string): Promise<z.infer<typeof Sample>> =>
  Sample.parse(JSON.parse(await readFile(join(resources, 'sample', 'sample.json'), 'utf8')))

type Make = <K extends Call>(name: K, input: Input<K>) => Promise<Output<K>>

/** The passphrase of every sample vault: nothing in it is secret, and looking around should need no searching. */
const samplePassphrase = 'sample case, nothing secret'

/** What was made of the sample. */
export interface MadeSample {
  dir: string
  passphrase: string
  /** Number of its one case. */
  case: string
  /** Whom a packet of the case would be for, and what for. */
  recipient: string
  purpose: string
}

/** Makes a vault of the sample case by the same calls that a person's hands make, and leaves it unlocked. */
export async function makeSample(
  { resources, home, clock }: Ports,
  dir: string | undefined,
  make: Make,
): Promise<MadeSample> {
  const sample = await readSample(resources)
  const stamp = new Date(clock.now()).toISOString().replace(/[-:]|\..*$/g, '')
  const folder = dir ?? join(home, `Sample ${stamp}.holdfast`)
  await make('vault.create', { dir: folder, passphrase: samplePassphrase, ...sample.vault })
  const numbers = new Map<string, string>()
  for (const { key, report } of sample.reports) numbers.set(key, (await make('report.add', report)).report)
  const numberOf = (key: string): string => numbers.get(key) ?? key
  for (const { report, told, ...answered } of sample.triaged) {
    const { duties } = await make('report.triage', { ...answered, report: numberOf(report) })
    if (!told) continue
    const { tell, ...how } = told
    for (const { id } of duties.filter((duty) => duty.tell === tell))
      await make('duty.acknowledge', { ...how, duty: id })
  }
  for (const { report, reason } of sample.declined) await make('report.decline', { report: numberOf(report), reason })

  const { promote, change, merge, subjects, exhibits, notes } = sample.case
  const { case: number } = await make('report.promote', { ...promote, report: numberOf(promote.report) })
  for (const { report, reason } of merge) await make('report.merge', { report: numberOf(report), into: number, reason })
  await make('case.change', { case: number, ...change })
  for (const { subject, involvements } of subjects) {
    const { id } = await make('subject.add', subject)
    for (const { report, ...how } of involvements) {
      const where = report === undefined ? { case: number } : { report: numberOf(report) }
      await make('involvement.record', { subject: id, ...where, ...how })
    }
  }
  for (const { file, ...collected } of exhibits) {
    await make('exhibit.add', { case: number, files: [join(resources, 'sample', 'exhibits', file)], ...collected })
  }
  for (const note of notes) await make('note.save', { case: number, ...note })
  return { dir: folder, passphrase: samplePassphrase, case: number, ...sample.case.packet }
}
