import { posix } from 'node:path'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { walk, type Parts } from './parts.ts'

interface Relation {
  id: string
  kind: string
  path: string
  external: boolean
}

/** What a part refers to (Open Packaging Conventions): parts by their paths, and addresses outside. */
export async function targetsOf(parts: Parts, part: string): Promise<Relation[]> {
  const path = `${posix.dirname(part)}/_rels/${posix.basename(part)}.rels`.replace(/^\.\//, '')
  const xml = await parts.xml(path)
  const found: Relation[] = []
  if (xml !== undefined)
    walk(xml, {
      open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
        if (name !== 'Relationship') return
        const external = mode === 'External'
        const inside = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target)
        found.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), path: external ? target : inside, external })
      },
    })
  return found
}

/** What a person must know of a document that would act or fetch in its own program; nothing here does. */
export async function dangersOf(parts: Parts): Promise<{ facts: EvidenceFact[]; problems: string[] }> {
  const facts: EvidenceFact[] = []
  const problems = new Set<string>()
  for (const rels of parts.paths.filter((path) => path.endsWith('.rels'))) {
    const part = rels.replace(/_rels\/([^/]*)\.rels$/, '$1')
    for (const { kind, path, external } of await targetsOf(parts, part)) {
      if (external) {
        facts.push({ name: `Refers to (${kind})`, value: path, source: rels })
        if (kind !== 'hyperlink')
          problems.add(`It refers to something outside (${kind}): “${path}”. Nothing was fetched.`)
      } else if (kind === 'aFChunk')
        problems.add(`It takes in text of another format, which is opened as the member “${path}”.`)
    }
  }
  for (const path of parts.paths.filter((one) => /^xl\/externalLinks\/[^/]+\.xml$/.test(one)))
    walk((await parts.xml(path)) ?? '<none/>', {
      open(name, { ddeService: service = '', ddeTopic: topic = '' }) {
        if (name === 'ddeLink')
          facts.push({ name: 'Asks another program (DDE)', value: `${service} ${topic}`, source: path })
      },
    })
  const holds = (form: RegExp): boolean => parts.paths.some((path) => form.test(path))
  if (holds(/vbaProject\.bin$|^Basic\/|^Scripts\//i))
    problems.add('It has macros. They lie in its members and were not run.')
  if (holds(/\/embeddings\/|\/activeX\//i)) problems.add('It has objects of other programs in it; they are members.')
  if (holds(/^xl\/externalLinks\//))
    problems.add('It has links to other files or programs (externalLinks); none was followed.')
  return { facts, problems: [...problems] }
}
