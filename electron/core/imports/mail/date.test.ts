import { describe, expect, it } from 'vitest'
import { mailDate } from './date.ts'

describe('a date of a header', () => {
  it.each([
    ['Wed, 14 Oct 2026 09:12:44 -0400', '2026-10-14T09:12:44-04:00'],
    ['14 Oct 2026 09:12 +0200', '2026-10-14T09:12:00+02:00'],
    ['Wed,14 Oct 2026 09:12:44+0200', '2026-10-14T09:12:44+02:00'],
    ['Wed, 14 Oct 2026 09:12:44 GMT+0200', '2026-10-14T09:12:44+02:00'],
    ['Wed, 14 Oct 2026 09:12:44 GMT +0100', '2026-10-14T09:12:44+01:00'],
    ['Wed, 14 Oct 2026 09:12:44 UTC+05:30', '2026-10-14T09:12:44+05:30'],
    ['Wed Oct 14 2026 09:12:44 GMT+0200 (Central European Summer Time)', '2026-10-14T09:12:44+02:00'],
    ['Wed Oct 14 09:12:44 EDT 2026', '2026-10-14T09:12:44-04:00'],
    ['Wed, (a) 14 (b (c)) October 2026 09:12:44 (d) +0200 (CEST)', '2026-10-14T09:12:44+02:00'],
    ['2026-10-14T09:12:44.123Z', '2026-10-14T09:12:44Z'],
    ['Wed, 14 Oct 2026 09:12:44 +0200 CEST', '2026-10-14T09:12:44+02:00'],
    ['Wed, 14 Oct 2026 9:12:44 PM +0200', '2026-10-14T21:12:44+02:00'],
    ['Wed, 14 Oct 2026 09:12:44 -0000', '2026-10-14T09:12:44Z'],
    // RFC 5322, section 4.3.
    ['Wed, 14 Oct 2026 09:12:44 UT', '2026-10-14T09:12:44Z'],
    ['Wed, 14 Oct 2026 09:12:44 GMT', '2026-10-14T09:12:44Z'],
    ['Wed, 14 Oct 2026 09:12:44 EST', '2026-10-14T09:12:44-05:00'],
    ['Wed, 14 Oct 2026 09:12:44 EDT', '2026-10-14T09:12:44-04:00'],
    ['Wed, 14 Oct 2026 09:12:44 CST', '2026-10-14T09:12:44-06:00'],
    ['Wed, 14 Oct 2026 09:12:44 CDT', '2026-10-14T09:12:44-05:00'],
    ['Wed, 14 Oct 2026 09:12:44 MST', '2026-10-14T09:12:44-07:00'],
    ['Wed, 14 Oct 2026 09:12:44 MDT', '2026-10-14T09:12:44-06:00'],
    ['Wed, 14 Oct 2026 09:12:44 PST', '2026-10-14T09:12:44-08:00'],
    ['Wed, 14 Oct 2026 09:12:44 PDT', '2026-10-14T09:12:44-07:00'],
  ])('%s is %s', (text, instant) => expect(mailDate(text)).toEqual({ instant, problems: [] }))

  it.each([
    ['14 Oct 26 09:12:44 +0000', '2026-10-14T09:12:44Z', /year as 26.*2026/],
    ['Wed, 14 Oct 98 09:12:44 +0000', '1998-10-14T09:12:44Z', /year as 98.*1998/],
    ['Mon, 14 Oct 2026 09:12:44 +0000', '2026-10-14T09:12:44Z', /says Mon, but that day is a Wednesday/],
    ['Wed, 14 Oct 2026 09:12:44 CEST', '2026-10-14T09:12:44Z', /\(CEST\): it is taken for UTC/],
    ['Wed, 14 Oct 2026 09:12:44 A', '2026-10-14T09:12:44Z', /\(A\): it is taken for UTC/],
    ['Wed, 14 Oct 2026 09:12:60 +0000', '2026-10-14T09:12:59Z', /leap second/],
    ['Wed, 14 Oct 2026 09:12:44', null, /does not say its zone/],
    ['Wed Oct 14 09:12:44 2026', null, /does not say its zone/],
    ['Wed, 14 Oct 2026 09:12:44 +0200 EST', null, /not known \(“\+0200 EST”\)/],
    ['Wed, 14 Oct 2026 09:12:44 EST5EDT', null, /not known \(“EST5EDT”\)/],
    ['Wed, 14 Oct 2026 09:12:44 +0200:00', null, /not known \(“\+0200:00”\)/],
    ['Wed, 14 Oct 2026 09:12:44 EST +0300', null, /not known/],
    ['Wed, 14 Oct 2026 09:12:44 +0200 tomorrow', null, /not known/],
    ['Wed, 14 Oct 2026 09:12:44 +9900', null, /no clock has/],
  ])('%s is %s, and what is odd is named', (text, instant, problem) => {
    const date = mailDate(text)
    expect(date.instant).toBe(instant)
    expect(date.problems.join('\n')).toMatch(problem)
  })

  // As programs write it that take the names from the language of the computer.
  it.each([
    ['Mo, 30 Nov 2026 09:12:44 +0100'],
    ['Mo., 30. November 2026 09:12:44 +0100'],
    ['lun., 30 nov. 2026 09:12:44 +0100'],
    ['lunes, 30 de noviembre de 2026 09:12:44 +0100'],
    ['seg., 30 de nov. de 2026 09:12:44 +0100'],
    ['pon., 30 lis 2026 09:12:44 +0100'],
    ['poniedziałek, 30 listopada 2026 09:12:44 +0100'],
    ['Po, 30 listopadu 2026 09:12:44 +0100'],
    ['Пн, 30 нояб. 2026 г. 09:12:44 +0100'],
    ['Пн, 30 ноя 2026 09:12:44 +0100'],
    ['Pzt, 30 Kas 2026 09:12:44 +0100'],
    ['Δευ, 30 Νοε 2026 09:12:44 +0100'],
    ['ma, 30 marraskuuta 2026 09:12:44 +0100'],
    ['يوم الاثنين، 30 نوفمبر 2026 09:12:44 +0100'],
    ['月, 30 11 2026 09:12:44 +0100'],
    ['周一, 30 11月 2026 09:12:44 +0100'],
    ['2026年11月30日(月) 09:12:44 +0100'],
    ['30 novembre 2026 09:12:44 +0100'],
  ])('%s is read in its own language', (text) =>
    expect(mailDate(text)).toEqual({ instant: '2026-11-30T09:12:44+01:00', problems: [] }),
  )

  it.each([
    ['30 listopada 2026 09:12:44 +0100', /October or November, by the language.*“listopada”/],
    ['Do, 30 Nov 2026 09:12:44 +0100', /says Do, but that day is a Monday/],
    ['mar. 30 nov. 2026 09:12:44 +0100', /says mar, but that day is a Monday/],
  ])('%s: what its words leave open or contradict is named', (text, problem) => {
    expect(mailDate(text).problems.join('\n')).toMatch(problem)
  })

  it.each([
    'yesterday',
    '',
    'Wed, 31 Feb 2026 09:12:44 +0000',
    'Wed, 14 Foo 2026 09:12:44 +0200',
    '30 11 2026 09:12:44 +0100',
    'mar., 30 11 2026 09:12:44 +0100',
    '14 Oct 2026',
    'Wed, 14 Oct 2026 25:00:00 +0000',
  ])('%s is none', (text) => expect(mailDate(text).instant).toBeNull())
})
