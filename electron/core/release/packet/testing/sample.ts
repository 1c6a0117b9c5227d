import type { PacketContentInput } from '../../../print/content.ts'
import { entryOf, sampleCertificate, sampleEntries, sha256, type SampleFile } from './sample-entries.ts'
import { sampleWork } from './sample-work.ts'

const sampleCase = { number: '2026-014', id: '3fa177c09be251d881d04be712' }

export function sampleContent(
  files: SampleFile[],
  { rootFingerprint, leafCert }: { rootFingerprint: string; leafCert: Uint8Array },
): PacketContentInput {
  const root = sha256(Buffer.from('an invented tree'))
  const rootBase64 = Buffer.from(root, 'hex').toString('base64')
  const note = `holdfast.example/ledger/1f6083e5\n4812\n${rootBase64}\n\n— R.Okafor q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kA==\n`
  const preparedAt = '2026-11-23T08:51:00-05:00'
  const recipient = 'Hale & Brandt LLP, attention D. Hale'
  const purpose = 'Advice on a protective order; decision D-3 of 23 November 2026, approved by M. Sato'
  return {
    case: {
      number: '2026-014',
      title: 'Threats toward executive assistant',
      category: 'threat',
      status: 'under investigation',
      severity: { level: 'high', reason: 'The third message names the street and a day.' },
      owner: 'R. Okafor',
      openedAt: '14 November 2026',
      followUpDue: '24 November 2026',
      markings: ['Privileged and confidential', 'Prepared at the direction of counsel'],
    },
    packet: {
      number: 2,
      recipient,
      purpose,
      preparedBy: 'R. Okafor, corporate security',
      preparedAt,
      zone: 'America/New_York',
      vaultName: 'Northgate security',
      covers: '14 to 23 November 2026',
    },
    sixQuestions: [
      {
        question: 'What happened?',
        answer: 'Three messages to the executive assistant of the managing director, each more exact than the last.',
        proof: 'Reports R-1031 and R-1042',
        open: false,
      },
      {
        question: 'Who knew, and when?',
        answer: 'J. Meyer from 14 November 2026, 09:12; R. Okafor from the same day, 10:30.',
        proof: 'Report R-1031',
        open: false,
      },
      {
        question: 'What evidence was collected?',
        answer: `${files.length} exhibits.`,
        proof: 'Section 4',
        open: false,
      },
      {
        question: 'What actions were taken?',
        answer: 'Protective escort since 23 November 2026, 07:15.',
        proof: 'Note 2',
        open: false,
      },
      {
        question: 'Was it linked to prior reports?',
        answer: 'R-1031 was promoted with this case and R-1042 merged into it.',
        proof: 'Section 2',
        open: false,
      },
      { question: 'Is there residual risk?', answer: 'Not yet answered: no assessment is recorded.', open: true },
    ],
    chronology: [
      {
        happened: '14 November 2026, 09:05',
        recorded: '14 November 2026, 09:12',
        kind: 'Report',
        text: 'First message received. “You should take another way home.”',
        source: 'R-1031, exhibit 1',
      },
      {
        happened: '17 November 2026, about noon',
        recorded: '17 November 2026, 13:40',
        kind: 'Evidence',
        text: 'Letter found in the mail room, no postmark.',
        source: 'Exhibit 2',
      },
      {
        happened: '19 November 2026',
        recorded: '23 November 2026, 07:02',
        kind: 'Note',
        text: 'Conversation with human resources. The assistant describes both messages; no record of a route.',
        source: 'Note 1',
        late: true,
      },
      {
        happened: '23 November 2026, 06:31',
        recorded: '23 November 2026, 06:42',
        kind: 'Report',
        text: 'Third message names the street and a day. “See you Tuesday.”',
        source: 'R-1042',
      },
    ],
    reports: [
      {
        number: 'R-1031',
        channel: 'in person',
        receivedAt: '14 November 2026, 09:12',
        reporter: 'J. Meyer',
        occurred: '14 November 2026, 09:05',
        place: 'Lobby A, Northgate',
        category: 'threat',
        severity: { level: 'medium', reason: 'No place or time named.' },
        immediateDanger: false,
        narrative:
          'A message came to my work address at five past nine. It says: "You should take another way home."\n\nI do not know the sender. I have not answered it.\nهذه رسالة ثانية وصلت في المساء\n彼は駅で待っていた。 👀',
        fields: [
          { name: 'Sender address', value: 'a.walker.1189@mail.example' },
          { name: 'Weather', value: 'rain' },
        ],
      },
      {
        number: 'R-1042',
        channel: 'phone',
        receivedAt: '23 November 2026, 06:42',
        reporter: null,
        occurred: '23 November 2026, 06:31',
        category: 'threat',
        immediateDanger: true,
        narrative: 'Another one. It names Alder Street. "See you Tuesday."',
        fields: [],
      },
    ],
    exhibits: files.map((file, i) => ({
      entry: entryOf(i),
      number: file.number,
      fileName: file.fileName,
      description: i === 0 ? 'North entrance at 07:40, photograph' : '',
      mediaType: file.mediaType,
      size: file.bytes.length,
      sha256: sha256(file.bytes),
      collectedBy: 'R. Okafor',
      collectedAt: '23 November 2026, 08:31',
      place: 'North entrance',
      method: 'Copied from the camera’s card, write-protected',
      custody: [
        {
          entry: entryOf(i),
          action: 'collected',
          at: '23 November 2026, 08:31',
          recordedAt: '23 November 2026, 08:33',
          to: 'R. Okafor',
          place: 'North entrance',
          purpose: 'Evidence of the delivery',
        },
        {
          entry: entryOf(i) + 1,
          action: 'stored',
          at: '23 November 2026, 08:40',
          recordedAt: '23 November 2026, 08:40',
          from: 'R. Okafor',
          to: 'Vault',
          note: 'Card sealed in bag 004417',
        },
      ],
    })),
    notes: [
      {
        title: 'Note 1. Conversation with human resources',
        kind: 'interview note',
        happenedAt: '19 November 2026',
        writtenAt: '23 November 2026, 07:02',
        revision: 3,
        author: 'R. Okafor',
        body: {
          type: 'doc',
          content: [
            { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'What was said' }] },
            {
              type: 'paragraph',
              content: [
                { type: 'text', text: 'She received ' },
                { type: 'text', text: 'two', marks: [{ type: 'bold' }] },
                { type: 'text', text: ' messages, not ' },
                { type: 'text', text: 'three', marks: [{ type: 'strike' }] },
                { type: 'text', text: '; the third came ' },
                { type: 'text', text: 'later', marks: [{ type: 'italic' }, { type: 'underline' }] },
                { type: 'text', text: '. See ' },
                { type: 'text', text: 'mail.log', marks: [{ type: 'code' }] },
                { type: 'hardBreak' },
                { type: 'text', text: 'No route was ever written down.' },
              ],
            },
            {
              type: 'bulletList',
              content: ['Ask for the mail gateway’s log.', 'Ask who else has the calendar.'].map((text) => ({
                type: 'listItem',
                content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
              })),
            },
            {
              type: 'blockquote',
              content: [{ type: 'paragraph', content: [{ type: 'text', text: 'I thought it was a joke at first.' }] }],
            },
            { type: 'codeBlock', content: [{ type: 'text', text: 'Received: from mx4.example\n  by gate.example' }] },
          ],
        },
      },
    ],
    ...sampleWork,
    ledger: {
      origin: 'holdfast.example/ledger/1f6083e5',
      size: 4812,
      root,
      at: '23 November 2026, 08:50 (UTC-05:00)',
      signedNote: note,
      vaultRootFingerprint: rootFingerprint,
    },
    manifest: {
      format: 'holdfast-packet',
      version: 2,
      id: '0123456789abcdefghjkmnpqrs',
      vault: { id: '1f6083e5aa274c9d7c1a90be44', name: 'Northgate security' },
      case: sampleCase,
      recipient,
      purpose,
      preparedAt,
      rootCertificateSha256: rootFingerprint,
      ledger: { note, size: 4812, root: rootBase64 },
      memberKeys: [{ name: 'R. Okafor', key: Buffer.alloc(32, 7).toString('base64') }],
      certificate: sampleCertificate(leafCert, [rootBase64]),
      entries: sampleEntries(files, sampleCase, [rootBase64]),
    },
  }
}
