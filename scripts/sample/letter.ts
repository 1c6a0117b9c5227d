import { box, dice, fade, path, picture, shape, vignette } from './shapes.ts'

const text = [
  'MR AAS',
  '',
  'YOU TOOK MY NAME OFF',
  'THE DOOR.',
  'I STILL KNOW EVERY DOOR.',
  '',
  'ASK HER WHICH WAY SHE',
  'WALKS HOME.',
  '',
  'NOV 20 IS A FRIDAY.',
]

/** Strokes of hand-printed capitals on a grid 4 wide and 6 high; a space lifts the pen. */
const strokes: Record<string, string> = {
  A: '06,20,46 13,33',
  B: '00,06 00,31,32,03 03,34,45,06',
  C: '41,20,02,04,26,45',
  D: '00,06 00,31,43,35,06',
  E: '40,00,06,46 03,33',
  F: '40,00,06 03,33',
  G: '41,20,02,04,26,45,43,23',
  H: '00,06 40,46 03,43',
  I: '00,06',
  K: '00,06 40,03,46',
  L: '00,06,46',
  M: '06,00,23,40,46',
  N: '06,00,46,40',
  O: '20,02,04,26,44,42,20',
  R: '06,00,31,32,03 13,46',
  S: '41,20,01,12,34,45,26,05',
  T: '00,40 20,26',
  U: '00,04,26,44,40',
  V: '00,26,40',
  W: '00,16,22,36,40',
  Y: '00,23,40 23,26',
  '0': '20,02,04,26,44,42,20',
  '2': '01,20,41,42,06,46',
  '.': '06,16',
}

/** A letter printed by hand in capitals, unfolded and photographed on a grey table. */
export function letter(): string {
  const defs =
    fade('table', '#6f7478', '#585c60') +
    fade('paper', '#f3f0e6', '#e2ddcf', { x1: 0, y1: 0, x2: 1, y2: 1 }) +
    fade('fold', '#b9b3a3', '#f1eee4') +
    vignette(0.35)
  const sheet =
    path('M120 90 L1004 66 L1040 1330 L104 1348 z', '#000', { opacity: 0.28, transform: 'translate(10 14)' }) +
    path('M120 90 L1004 66 L1040 1330 L104 1348 z', 'url(#paper)') +
    [500, 905]
      .map((y) => path(`M112 ${y} L1022 ${y - 18} v16 L112 ${y + 14} z`, 'url(#fold)', { opacity: 0.55 }))
      .join('')
  return picture(
    1130,
    1430,
    defs,
    box(0, 0, 1130, 1430, 'url(#table)') + sheet + writing() + scale() + box(0, 0, 1130, 1430, 'url(#corners)'),
  )
}

function writing(): string {
  const random = dice(1913)
  const off = (by: number): number => (random() - 0.5) * by
  const lines = text.flatMap((line, row) => {
    let x = 196 + off(20)
    return line.split('').map((sign) => {
      const at = { x, y: 200 + row * 102 - x * 0.025 + off(7) }
      x += sign === 'I' || sign === '.' ? 13 : sign === ' ' ? 22 : 28.5 + off(4)
      return (strokes[sign] ?? '')
        .split(' ')
        .filter((stroke) => stroke !== '')
        .map((stroke) => penStroke(stroke, at, off))
        .join('')
    })
  })
  return lines.join('')
}

function penStroke(stroke: string, at: { x: number; y: number }, off: (by: number) => number): string {
  const points = stroke.split(',').map((point) => {
    const [column = 0, row = 0] = point.split('').map(Number)
    return `${(at.x + column * 5 + row * -0.5 + off(2.2)).toFixed(1)} ${(at.y + row * 8 + off(3)).toFixed(1)}`
  })
  return path(`M${points.join(' L')}`, 'none', {
    stroke: '#1d2a55',
    'stroke-width': 3.4 + off(1),
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    opacity: 0.88 + off(0.14),
  })
}

/** The ruler that whoever photographs a document lays beside it: centimetres. */
function scale(): string {
  const marks = Array.from({ length: 31 }, (_, at) =>
    box(150 + at * 21, 1372, 2, at % 10 === 0 ? 34 : at % 5 === 0 ? 24 : 14, '#1d1d1d'),
  )
  return shape('g', {}, box(136, 1370, 668, 48, '#e8d870') + marks.join(''))
}
