// Wrappers of S/MIME, apart from what reads a mail: most mails have none, and it takes long to load.
export { openCms, type Cms } from '../mail/smime.ts'
