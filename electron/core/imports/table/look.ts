import { resolve } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import type { Workspace } from '../../record/members/index.ts'
import { openReaders, type Readers } from '../../readers/index.ts'
import { surveyJob } from '../reading/jobs.ts'
import { causesOf } from './import.ts'
import { mappingsFor } from './kept.ts'
import { readRows, unpacked } from './rows.ts'

const shownFirst = 5

/** Looks through a whole table and, with a mapping, tries the import: everything but recording it. */
export async function lookThrough(
  workspace: Workspace,
  { file: given, map, written }: Checked<'import.table'>,
  context: CallContext,
): Promise<Output<'import.table'>> {
  const file = resolve(given)
  const readers = openReaders(workspace.ports, 2)
  try {
    const now = new Date(workspace.ports.clock.now()).toISOString()
    const order = { path: file, written: map?.written ?? written, now }
    const surveying = await readers.open(surveyJob, order, context.signal)
    const survey = await surveying.ask('all', null)
    const known = mappingsFor(workspace, survey.columns)
    return {
      ...survey,
      known,
      would: map === undefined ? null : await tried(workspace, { file, map }, context, readers),
    }
  } finally {
    readers.close()
  }
}

async function tried(
  workspace: Workspace,
  asked: Checked<'report.import'>,
  context: CallContext,
  readers: Readers,
): Promise<Output<'import.table'>['would']> {
  const { reports, fresh, bad, remarks, skipped } = await readRows(workspace, asked, context, readers)
  const first = reports[0] === undefined ? [] : unpacked(reports[0])
  return {
    file: fresh,
    passOver: skipped,
    refuse: bad.length,
    causes: causesOf(bad),
    remarks: remarks.list(),
    first: first.slice(0, shownFirst).map(({ line, report }) => ({ line, report })),
  }
}
