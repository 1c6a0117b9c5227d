// Entry of the disposable process in which whatever came from outside is parsed. What does a job is loaded when it is asked
// for, and none of it sees the vault.
import { fileJob, surveyJob, tableJob } from './imports/reading/jobs.ts'
import { evidenceJob } from './evidence/reading/job.ts'
import { labelsJob } from './evidence/reading/labels/job.ts'
import { ocrJob } from './evidence/reading/ocr/job.ts'
import { exportJob } from './release/ledger-file/reading/job.ts'
import { packetJob } from './release/packet/reading/job.ts'
import { served, serveReader } from './readers/index.ts'

serveReader([
  served(fileJob, async () => (await import('./imports/reading/file.ts')).openFile),
  served(tableJob, async () => (await import('./imports/reading/table.ts')).openTable),
  served(surveyJob, async () => (await import('./imports/reading/table.ts')).openSurvey),
  served(
    evidenceJob,
    async () => (await import('./evidence/reading/open.ts')).openEvidence,
    async (isWanted) => (await import('./evidence/reading/open.ts')).readyForEvidence(isWanted),
  ),
  served(labelsJob, async () => (await import('./evidence/reading/labels/codes.ts')).openLabels),
  served(ocrJob, async () => (await import('./evidence/reading/ocr/recognise.ts')).openOcr),
  served(exportJob, async () => (await import('./release/ledger-file/reading/check.ts')).openExport),
  served(packetJob, async () => (await import('./release/packet/reading/check.ts')).openPacket),
])
