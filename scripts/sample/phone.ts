import { box, fade, path, picture, shape, words } from './shapes.ts'

interface Message {
  day?: string
  time: string
  lines: string[]
  own?: boolean
}

const messages: Message[] = [
  { day: 'Tue 10 Nov', time: '18:02', lines: ['you left early today'] },
  { time: '18:04', lines: ['Who is this?'], own: true },
  { day: 'Wed 11 Nov', time: '07:51', lines: ['grey coat. nice.'] },
  { time: '07:52', lines: ['same way every day', 'Harlan st, the bridge, then', 'the car park stairs'] },
  { time: '08:15', lines: ['Do not write to me again.'], own: true },
  { day: 'Thu 12 Nov', time: '07:38', lines: ['he took my job and you', 'typed the letter'] },
  { time: '07:40', lines: ['level 2 is dark at that hour.', 'somebody should tell you'] },
  { time: '07:41', lines: ['ask him if he still walks out', 'by the dock'] },
]

/** A photograph of nothing: the screen itself, as the telephone saved it. */
export function phone(): string {
  const content: string[] = []
  let y = 236
  for (const message of messages) {
    if (message.day) {
      content.push(words(360, y + 22, 22, message.day, { fill: '#6b7178', 'text-anchor': 'middle' }))
      y += 48
    }
    const width = Math.max(...message.lines.map((line) => line.length)) * 14.4 + 56
    const height = message.lines.length * 36 + 34
    const x = message.own ? 690 - width : 30
    content.push(
      box(x, y, width, height, message.own ? 'url(#own)' : '#e7e9ec', { rx: 24 }),
      ...message.lines.map((line, at) =>
        words(x + 26, y + 42 + at * 36, 29, line, { fill: message.own ? '#fff' : '#16191d' }),
      ),
      words(message.own ? x - 12 : x + width + 12, y + height - 12, 19, message.time, {
        fill: '#878d94',
        'text-anchor': message.own ? 'end' : 'start',
      }),
    )
    y += height + 20
  }
  return picture(720, 1440, fade('own', '#2f6fb5', '#2a62a1'), screen() + content.join(''))
}

function screen(): string {
  const bars = [0, 1, 2, 3].map((bar) => box(556 + bar * 13, 42 - bar * 6, 9, 10 + bar * 6, '#16191d'))
  return (
    box(0, 0, 720, 1440, '#ffffff') +
    box(0, 0, 720, 190, '#f4f5f7') +
    words(40, 52, 26, '7:44', { fill: '#16191d', 'font-weight': 'bold' }) +
    bars.join('') +
    box(624, 26, 56, 26, 'none', { rx: 7, stroke: '#16191d', 'stroke-width': 3 }) +
    box(629, 31, 30, 16, '#16191d', { rx: 3 }) +
    path('M52 116 l-20 20 l20 20', 'none', { stroke: '#2f6fb5', 'stroke-width': 5 }) +
    shape('circle', { cx: 118, cy: 136, r: 34, fill: '#c4c9cf' }) +
    words(118, 147, 32, '?', { fill: '#fff', 'text-anchor': 'middle', 'font-weight': 'bold' }) +
    words(172, 132, 28, '+1 555 0147', { fill: '#16191d', 'font-weight': 'bold' }) +
    words(172, 164, 21, 'Not in your contacts', { fill: '#6b7178' }) +
    box(0, 189, 720, 2, '#dcdfe3') +
    box(30, 1352, 590, 62, '#f1f2f4', { rx: 31 }) +
    words(60, 1392, 26, 'Message', { fill: '#9aa0a6' }) +
    shape('circle', { cx: 664, cy: 1383, r: 30, fill: '#2f6fb5' }) +
    path('M653 1397 v-30 l26 15 z', '#fff')
  )
}
