export { job, Unreadable } from './job.ts'
export { openReaders, readOutside, type Readers } from './reader.ts'
export { served, serveReader } from './serve.ts'
export { endedBy, watchThisProcess } from './watch.ts'
