// Entry of the disposable process that typesets.
import { serveTypesetter } from './serve.ts'
import { carryOut } from './work.ts'

serveTypesetter(carryOut)
