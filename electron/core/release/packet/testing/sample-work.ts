import type { PacketContentInput } from '../../../print/content.ts'

/** What was said, travelled, done, judged and found in the invented case: one of each. */
export const sampleWork: Pick<
  PacketContentInput,
  | 'communications'
  | 'legs'
  | 'advisories'
  | 'tasks'
  | 'assessments'
  | 'decisions'
  | 'allegations'
  | 'conclusion'
  | 'duties'
> = {
  communications: [
    {
      number: 'C-01',
      sent: '22 November 2026, 18:40 (Lisbon)',
      received: '22 November 2026, 13:41 (New York)',
      how: 'text message, incoming',
      parties: ['From a number not known, +1 555 0100', 'To J. Meyer'],
      content: 'Take another way home.\nSee you Tuesday.',
      quotes: ['See you Tuesday.'],
      outcome: 'Not answered.',
      exhibit: '2026-014-E01',
      late: true,
      source: 'R. Okafor, 23 November 2026, 07:10, entry 4790',
    },
    {
      number: 'C-02',
      sent: '23 November 2026',
      how: 'struck',
      parties: [],
      content: '',
      quotes: [],
      struck: 'R. Okafor: logged in the wrong case',
      source: 'R. Okafor, 23 November 2026, 07:30, entry 4795',
    },
  ],
  legs: [
    {
      number: 'L-01',
      traveller: 'J. Meyer',
      way: 'Northgate to Alder Street',
      mode: 'road',
      reference: 'Car 2',
      notes: 'By the ramp, not the lobby.',
      plannedDeparture: '23 November 2026, 17:30 (New York)',
      plannedArrival: '23 November 2026, 18:00 (New York)',
      departed: '23 November 2026, 17:41 (New York), 11 min late',
      deviations: [
        { what: 'late: the ramp was blocked', noticed: '17:35, recorded by R. Okafor', settled: 'not settled yet' },
      ],
      source: 'R. Okafor, entry 4798',
    },
    {
      number: 'L-02',
      traveller: 'J. Meyer',
      way: 'Alder Street to Northgate',
      mode: 'road',
      plannedDeparture: '24 November 2026, 08:00 (New York)',
      plannedArrival: 'not said',
      cancelled: 'She works from home.',
      deviations: [],
      source: 'R. Okafor, entry 4799',
    },
  ],
  advisories: [
    {
      title: 'Bridge closed on Tuesday',
      text: 'From six to noon.',
      issuedBy: 'City notice',
      holds: 'from 24 November 2026, 06 h',
      concerns: 'L-02',
      source: 'R. Okafor, entry 4800',
    },
  ],
  tasks: [
    {
      number: '2026-014-T01',
      title: 'Preserve the native message',
      mandatory: true,
      assignee: 'R. Okafor',
      due: '23 November 2026, 09:00',
      state: 'Done 23 November 2026, 08:31, by R. Okafor, entry 4801',
      results: [{ name: 'Exhibit numbers', value: 'E01' }],
      source: 'entry 4780',
    },
    {
      number: '2026-014-T02',
      title: 'Ask the carrier',
      assignee: 'M. Sato',
      due: 'no day set',
      state: 'Open, overdue',
      overdue: true,
      results: [],
      source: 'entry 4781',
    },
  ],
  assessments: [
    {
      number: 'A-01',
      about: 'The sender',
      level: 'moderate',
      day: '19 November 2026',
      made: 'M. Sato, 19 November 2026, entry 4760',
      standing: 'superseded by A-02',
      instrument: 'Concerning behaviour',
      rationale: 'Two messages, no place named.',
      factors: [{ label: 'Names a place or a day', kind: 'concern', answer: 'absent' }],
      unknown: ['Has means to do harm'],
      gaps: [],
      plan: [],
    },
    {
      number: 'A-02',
      about: 'The sender',
      level: 'high',
      day: '23 November 2026',
      made: 'M. Sato, 23 November 2026, entry 4802',
      change: 'raised from moderate (A-01)',
      standing: 'stands',
      instrument: 'Concerning behaviour',
      rationale: 'The third message names a street and a day.',
      factors: [
        {
          label: 'Names a place or a day',
          kind: 'concern',
          answer: 'present',
          note: '“Alder Street”',
          cites: 'R-1042 (entry 4790)',
        },
        { label: 'Access is limited', kind: 'protective', answer: 'present', note: 'Escort from today.' },
      ],
      unknown: ['Has means to do harm'],
      gaps: ['Who writes'],
      plan: [{ what: 'Escort to the car', who: 'R. Okafor', by: '23 November 2026' }],
      reassessOn: '27 November 2026',
    },
  ],
  decisions: [
    {
      number: 'D-01',
      question: 'Is she escorted?',
      options: [
        { option: 'Escort to the car', chosen: true },
        { option: 'No escort', chosen: false },
      ],
      rationale: 'The street is named.',
      decided: 'R. Okafor, 23 November 2026, entry 4803',
      approval: 'Approved by M. Sato, entry 4805',
      seen: 'the first 4,804 entries of the ledger',
      facts: [{ label: 'R-1042', says: 'Another one. It names Alder Street.', entry: 'entry 4790' }],
      earlier: [{ choice: 'No escort', decided: 'Revision 1, entry 4782', answer: 'returned by M. Sato: why not' }],
      reviewOn: '27 November 2026',
    },
  ],
  allegations: [
    {
      number: 'A-01',
      text: 'One person sent all three messages.',
      standard: 'preponderance of the evidence',
      made: 'entry 4806',
      finding: 'inconclusive; M. Sato, entry 4807',
      basis: 'Two of the three come from one address.',
      facts: 'R-1031 (entry 4700)',
    },
  ],
  conclusion: [{ name: 'Residual risk', text: 'Moderate. He may write again.', source: 'M. Sato, entry 4808' }],
  duties: [
    {
      number: 'M-01',
      kind: 'Monitoring',
      what: 'Ask her for new messages',
      owner: 'M. Sato',
      due: '4 December 2026',
      source: 'entry 4809',
    },
  ],
}
