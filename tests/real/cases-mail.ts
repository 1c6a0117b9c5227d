import { expect } from 'vitest'
import type { CaseTest } from './cases.ts'

/** E-mails. */
export const mailCases: CaseTest[] = [
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
