import type { OcrLanguage } from '../../../shared/contract/evidence/ocr.ts'
import { standingReader, type Standing } from '../readers/index.ts'
import type { Workspace } from '../record/members/index.ts'
import { ocrJob, type OcrAsked } from './reading/ocr/job.ts'

/** Processes that stay when nobody uses them: starting one loads its language data. */
const idleMost = 1

interface Running {
  id: string
  languages: string
  reading: Standing<OcrAsked>
  users: number
}

export interface OcrUse {
  reading: Standing<OcrAsked>
  /** Leaves it, once; `end`: also ends the process, which may be busy with what nobody waits for, unless somebody else uses it. */
  leave: (end: boolean) => void
}

/** The processes that read pictures: one for an exhibit and its languages. What somebody waits for is ended by nobody else. */
export class OcrReaders {
  readonly #running = new Set<Running>()

  /** The process that reads pictures of an exhibit in some languages, started where none is. */
  use({ ports }: Pick<Workspace, 'ports'>, id: string, languages: OcrLanguage[]): OcrUse {
    const said = languages.join('+')
    let one = [...this.#running].find((other) => other.id === id && other.languages === said && other.reading.alive)
    if (!one) {
      this.#endIdle(idleMost - 1)
      one = { id, languages: said, reading: standingReader(ports, ocrJob, { languages }), users: 0 }
      this.#running.add(one)
    }
    const used = one
    used.users += 1
    let left = false
    return {
      reading: used.reading,
      leave: (end) => {
        if (left) return
        left = true
        used.users -= 1
        if (end && used.users === 0) this.#end(used)
        else this.#endIdle(idleMost)
      },
    }
  }

  /** Ends the process of an exhibit that is closed, unless somebody waits for it. */
  closeOf(id: string): void {
    for (const one of this.#running) if (one.id === id && one.users === 0) this.#end(one)
  }

  closeAll(): void {
    for (const one of this.#running) this.#end(one)
  }

  #endIdle(kept: number): void {
    const idle = [...this.#running].filter(({ users }) => users === 0)
    for (const one of idle.slice(0, Math.max(0, idle.length - kept))) this.#end(one)
  }

  #end(one: Running): void {
    this.#running.delete(one)
    one.reading.close()
  }
}
