// Entry of the disposable process for work on a database that SQLite does in one piece.
import { serveDatabase } from './serve.ts'
import { carryOut } from './work.ts'

serveDatabase(carryOut)
