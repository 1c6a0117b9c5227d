// Entry of the disposable process in which whatever came from outside is parsed. What does a job is loaded when it is asked
// for, and none of it sees the vault.
import { exportJob, fileJob, surveyJob, tableJob } from './exchange/reading/jobs.ts'
import { packetJob } from './packet/reading/job.ts'
import { served, serveReader } from './readers/index.ts'

serveReader([
  served(fileJob, async () => (await import('./exchange/reading/file.ts')).openFile),
  served(tableJob, async () => (await import('./exchange/reading/table.ts')).openTable),
  served(surveyJob, async () => (await import('./exchange/reading/table.ts')).openSurvey),
  served(exportJob, async () => (await import('./exchange/reading/ledger-export.ts')).openExport),
  served(packetJob, async () => (await import('./packet/reading/check.ts')).openPacket),
])
