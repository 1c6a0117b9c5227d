import { expect } from 'vitest'
import type { CaseTest } from './cases.ts'

/** E-mails. */
export const mailCases: CaseTest[] = [
  [
    '01-ics-taken-for-mail',
    async ({ preview }) => {
      expect(await preview('i20-google.ics')).toMatchObject({ kind: 'itinerary' })
    },
  ],
  [
    '07-attachments-bytes-changed',
    async ({ taken }) => {
      const text = '15d6a7f0f57ef92e5b52ad77f7f99133bab43b91a8930e135ff993b6e199c78e'
      expect(await taken('e03-textatt.eml')).toEqual([
        { name: 'a.txt', sha256: text },
        { name: 'b.csv', sha256: expect.stringMatching(/^5165f3b1.*e8dcc08$/) as string },
        { name: 'c.ics', sha256: '5ed78220973d298a42c748d55132f94eba6bdc9a764d2874356d4e61045de67c' },
        { name: 'd.txt', sha256: text },
        { name: 'e.txt', sha256: text },
      ])
      expect(await taken('e02-journal.eml')).toEqual([
        {
          name: 'You will regret it.eml',
          sha256: '018a17628a2f0bd0407a136669982a5227237693c7672ab94c45a6ee9e2cb96c',
        },
      ])
    },
  ],
  [
    '08-mbox-without-blank-lines',
    async ({ preview }) => {
      const { items } = await preview('e09a-noblank.mbox')
      expect(items.map(({ title, reporter }) => [title, reporter])).toEqual([
        ['m1', 'Dana1'],
        ['m2', 'Dana2'],
        ['m3', 'Dana3'],
      ])
      expect(items[1]?.problems).toEqual([expect.stringContaining('No empty line stands before')])
    },
  ],
  [
    '11-html-entities',
    async ({ item }) => {
      const { narrative } = await item('e18-html.eml')
      expect(narrative).toContain('Herr Müller aus Göttingen, Straße 5: „Ich weiß, wo José Nuñez wohnt“.')
      expect(narrative).toContain('“I’ll be back” at ½ past six')
      expect(narrative).toContain('→ gate → B …')
    },
  ],
  [
    '13-charset-replaced-in-silence',
    async ({ item }) => {
      const unsaid = await item('e05g-nocharset-8bit-cp1252.eml')
      expect(unsaid.narrative).toBe('He said “I’ll find you”, señor Núñez')
      expect(unsaid.problems.join()).toContain('does not say how its letters are encoded')
      const lie = await item('e05h-lies-utf8-is-1252.eml')
      expect(lie.narrative).toBe('Señor Núñez met Zoë')
      expect(lie.problems.join()).toContain('says “utf-8”, but is not')
    },
  ],
  [
    '15-smime-has-no-text',
    async ({ item }) => {
      const { narrative, problems } = await item('e11a-smime-opaque.eml')
      expect(narrative).toBe('I saw the badge being copied at 06:10.')
      expect(problems.join()).toContain('S/MIME')
    },
  ],
  [
    '17-date-offset-ignored',
    async ({ item }) => expect((await item('e07-gmtplus.eml')).receivedAt).toBe('2026-10-14T09:12:44+02:00'),
  ],
  [
    '19-date-in-the-future',
    async ({ item }) => {
      const { receivedAt, problems } = await item('e07-y2099.eml')
      expect(receivedAt).toBe('2026-10-14T13:12:50Z')
      expect(problems.join()).toContain('is after the import')
    },
  ],
  [
    '21-eml-leading-bytes',
    async ({ item }) =>
      expect(await item('e15a-bom.eml')).toMatchObject({
        title: 'simple',
        receivedAt: '2026-10-14T09:12:44-04:00',
        narrative: 'He waited by the gate – again.',
      }),
  ],
  [
    '61-attachment-names',
    async ({ item }) => {
      const { parts } = await item('e06-names.eml')
      expect(parts.map(({ name }) => name)).toEqual(
        expect.arrayContaining([
          '脅迫状の写し.png',
          'Schreiben an Müller – Kopie №1.docx',
          'фото.JPG',
          'attached.bat',
          '威胁信.txt',
          'Salgsopstilling 12B, København.pdf',
        ]),
      )
    },
  ],
  [
    '64-charsets-declared',
    async ({ item }) => {
      const words = async (file: string): Promise<string> => (await item(file)).narrative
      expect(await words('e05b-iso2022jp-qp.eml')).toContain('田中です。')
      expect(await words('e05f-hebrew-i.eml')).toContain('שלום איש')
      expect(await words('e05i-koi8u-label.eml')).toContain('Загроза школе')
      expect(await words('e05k-x-mac.eml')).toContain('Zoë Núñez')
    },
  ],
]
