import type { WrittenManifest } from '../../../../../shared/packet/manifest.ts'
import type { Forgery } from './forge.ts'

/** The first line of the register. */
export const first = (manifest: WrittenManifest): WrittenManifest['exhibits'][number] => {
  const [exhibit] = manifest.exhibits
  if (!exhibit) throw new Error('no exhibit')
  return exhibit
}
/** Gives the pages another text in one place. */
export const retell = (manifest: WrittenManifest, at: string, text: string): void => {
  manifest.texts = manifest.texts.map((one) => (one.at === at ? { at, text } : one))
}

/** Gives a step of custody, and the pages with it, another word. */
function restep(
  m: WrittenManifest,
  field: 'action' | 'at' | 'recordedAt' | 'from' | 'to' | 'place' | 'purpose' | 'note',
  text: string,
): void {
  const step = first(m).custody[1]
  if (step) step[field] = text
  const at = `exhibits[0].custody[1].${field}`
  m.texts = [...m.texts.filter((one) => one.at !== at), { at, text }]
}

/** Custody, times and texts told otherwise than the ledger has them: what it is, how, and the words for it. */
export const toldOtherwise: [string, Forgery, RegExp][] = [
  ...(['action', 'from', 'to', 'place', 'purpose', 'note'] as const).map((field): [string, Forgery, RegExp] => [
    `a step of custody whose ${field} is told otherwise`,
    { manifest: (m) => restep(m, field, 'Somebody else') },
    /of the step “[^”]+” the ledger’s entry \d+ has the \w+ [^]*, the register Somebody else/,
  ]),
  [
    'a step of custody at a wrong time',
    { manifest: (m) => restep(m, 'at', '20 Nov 2026, 07:42') },
    /has the time 2026-11-23T07:42:00-05:00, the register 20 Nov 2026/,
  ],
  [
    'a step of custody recorded at a wrong time',
    { manifest: (m) => restep(m, 'recordedAt', '23 Nov 2019, 07:42') },
    /has the time \d{4}-[^]*, the register 23 Nov 2019/,
  ],
  [
    'steps of custody in the wrong order',
    { manifest: (m) => void first(m).custody.reverse() },
    /steps of custody are not in the ledger’s order/,
  ],
  [
    'a step of custody that the pages tell otherwise',
    { manifest: (m) => retell(m, 'exhibits[0].custody[1].to', 'Safe 9') },
    /text exhibits\[0\]\.custody\[1\]\.to is another/,
  ],
  [
    'two texts in one place',
    { manifest: (m) => void m.texts.unshift({ at: 'case.number', text: '2026-009' }) },
    /two texts at case\.number/,
  ],
  [
    'a report that no entry received',
    {
      manifest: (m) =>
        void m.texts.push({ at: 'reports[1].number', text: 'R-0099' }, { at: 'reports[1].narrative', text: 'x' }),
    },
    /show reports that the packet carries no ledger entry of, among R-0099/,
  ],
  [
    'a time from before what it carries',
    {
      manifest: (m) => {
        m.preparedAt = new Date(Date.parse(m.preparedAt) - 3 * 86_400_000).toISOString()
        retell(m, 'packet.preparedAt', m.preparedAt)
      },
    },
    /says that it was prepared at [^ ]+, and its ledger’s head is of/,
  ],
]
