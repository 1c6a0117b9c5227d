import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Manifest } from '../../../../shared/packet/manifest.ts'
import type { Output } from '../../../../shared/contract/contract.ts'
import { testApp, type TestApp } from '../../../../tests/support/app.ts'
import { has, run } from './testing/make.ts'

const dayAfter = Date.parse('2026-11-26T09:00:00-05:00')

// The pages of the sample's two cases, as pdftotext reads them and as the manifest repeats them.
describe.skipIf(!has('pdftotext', 'pdfdetach'))('the pages of a packet', () => {
  let t: TestApp
  let open: { pages: string; manifest: Manifest; file: string }
  let closed: { pages: string; manifest: Manifest; file: string }

  async function built({ recipient, purpose }: Output<'vault.createSample'>, number: string): Promise<typeof open> {
    const file = join(t.folder, `${number}.pdf`)
    await t.call('packet.build', { case: number, recipient, purpose, out: file })
    const folder = join(t.folder, number)
    run('mkdir', folder)
    run('pdfdetach', '-saveall', '-o', folder, file)
    // Without the breaks that the width of a column makes.
    const pages = run('pdftotext', '-raw', file, '-').replaceAll(/\s+/g, ' ')
    return { file, pages, manifest: JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest }
  }

  beforeAll(async () => {
    t = testApp({ clock: { now: () => dayAfter, zone: 'America/New_York' } })
    const sample = await t.call('vault.createSample', { dir: join(t.folder, 'S.holdfast') })
    open = await built(sample, sample.case)
    const { items } = await t.call('case.list', { which: 'closed' })
    closed = await built(sample, items[0]?.number ?? '')
  }, 120_000)
  afterAll(() => t.end())

  test('tell communications with their parties, and times with their zones', () => {
    expect(open.pages).toContain('14 Nov 2026, 05:12 (New York) received 14 Nov 2026, 11:15 (New York)')
    expect(open.pages).toContain('From “An old hand”, oldhand@postbox.example')
    expect(open.pages).toContain('Quoted as threatening: “level 2 is dark at that hour.”')
    expect(open.pages).toContain('The message itself: exhibit 2026-001-E01')
    expect(open.pages).toContain('late entry')
  })

  test('tell every instant in the zone of the packet, and what was not said not at all', () => {
    for (const { pages } of [open, closed]) {
      expect(pages).toMatch(/Received \d{1,2} Nov 2026, \d\d:\d\d, by/)
      expect(pages).toMatch(/Collected \d{1,2} Nov 2026, \d\d:\d\d,? by/)
      expect(pages).not.toMatch(/\d\d:\d\d [+−]\d\d:\d\d/)
      expect(pages).not.toContain('about not said')
      expect(pages).not.toMatch(/\d{4,} min after/)
    }
  })

  test('tell that one was struck and why, not what it said', () => {
    expect(open.pages).toContain('Logged in the wrong case; it is about the laptop in Lisbon.')
    const told = JSON.stringify(open.manifest) + open.pages
    expect(told).not.toContain('Belongs to the laptop')
  })

  test('tell journeys as planned and as they went', () => {
    expect(open.pages).toContain('Leaves 16 Nov 2026, 18:50 (New York) Arrives 16 Nov 2026, 19:15 (New York)')
    expect(open.pages).toContain('Arrived 16 Nov 2026, 19:36 (New York), 21 min late')
    expect(open.pages).toContain('Deviation, other route: A white van pulled out behind the car')
    expect(open.pages).toContain('Settled: not settled yet')
    expect(open.pages).toContain('Cancelled. The day and the door that the letter and the e-mail name')
    expect(open.pages).toContain('Ground staff at Lisbon airport stop work')
  })

  test('tell tasks: whose, due when, done by whom, and what came of them', () => {
    expect(open.pages).toContain('20 tasks, 12 done, 3 overdue on the day of this packet.')
    expect(open.pages).toMatch(/Police reference FP-2026-44871/)
    expect(open.pages).toMatch(/Does not apply: 12 Nov 2026, 16:25, by Tomas Wieland, entry \d+ Why Nobody is near her/)
    expect(open.pages).toContain('Open; waits for 2026-001-T13')
  })

  test('tell assessments: factors with the records they cite, gaps, the plan, and how the level changed', () => {
    expect(open.pages).toContain('high, raised from moderate (A-01)')
    expect(open.pages).toContain('moderate, lowered from high (A-02)')
    expect(open.pages).toMatch(/Goes on after being asked or ordered to stop present .*2026-001-E01 \(entry \d+\)/)
    expect(open.pages).toContain('Where the van is kept')
    expect(open.pages).toContain('Guard at the street doors from six Tomas Wieland 18 Nov 2026')
  })

  test('tell decisions with what they rest on, the answer, and what was returned before', () => {
    expect(open.pages).toMatch(/2026-001-T06 Search for earlier reports/)
    expect(open.pages).toMatch(
      /Revision 1, 13 Nov 2026, 16:10, entry \d+ Human resources speak to him now returned by Tomas/,
    )
    expect(open.pages).toContain('Waiting for approval')
  })

  test('tell what a closed case came to', () => {
    expect(closed.pages).toMatch(/Finding substantiated; Ines Duarte/)
    expect(closed.pages).toMatch(/Finding not substantiated; Ines Duarte/)
    expect(closed.pages).toContain('A theft by persons unknown, reported to the police.')
    expect(closed.pages).toContain('Look whether LT-2231 came online')
    expect(closed.pages).not.toContain('Communications')
  })

  test('repeat every text in the manifest, and disclose the entries that they print whole', () => {
    const texts = new Map(open.manifest.texts.map(({ at, text }) => [at, text]))
    expect(texts.get('communications[0].content')).toBe('you left early today')
    expect(texts.get('legs[1].deviations[0].settled')).toContain('Van lost at the second light')
    expect(texts.get('assessments[1].level')).toBe('high')
    const disclosed = open.manifest.entries.flatMap(({ bytes, disclosure }) =>
      disclosure ? (JSON.parse(bytes) as { type: string }).type : [],
    )
    for (const type of [
      'communication.logged',
      'task.completed',
      'task.waived',
      'assessment.made',
      'decision.approved',
    ])
      expect(disclosed).toContain(type)
    expect(disclosed).not.toContain('task.added')
  })

  test('name their own sections rightly', () => {
    const [, section] = /follow the steps of section (\d+), page \d+/.exec(open.pages) ?? []
    expect(open.pages).toContain(`${section} How to verify without Holdfast Work on a copy`)
    const [, register] = /must be the one in section (\d+)/.exec(open.pages) ?? []
    expect(open.pages).toContain(`${register} Exhibit register Each exhibit is pinned`)
  })
})
