import { box, dice, fade, glow, path, picture, shape, vignette, words } from './shapes.ts'

/** A loading dock at dusk, from across the yard: a van without lettering, and a man with a camera. */
export function dock(): string {
  const defs =
    fade('sky', '#5d6f86', '#b9a79a') +
    fade('wall', '#7d5f52', '#5a443d') +
    fade('yard', '#4b4d50', '#2b2d31') +
    fade('van', '#e6e7e4', '#b3b6b6') +
    fade('glass', '#2c3640', '#5b6a76') +
    glow('lamp', '#ffe2a8', 0.85) +
    glow('shade', '#000', 0.55) +
    vignette(0.5)
  return picture(
    1600,
    1200,
    defs,
    [
      box(0, 0, 1600, 260, 'url(#sky)'),
      building(),
      ...[210, 760, 1310].map(door),
      yard(),
      van(),
      man(),
      box(0, 0, 1600, 1200, 'url(#corners)'),
    ].join(''),
  )
}

function building(): string {
  const random = dice(7)
  const bricks: string[] = []
  for (let row = 0; row < 26; row++) {
    for (let column = -1; column < 28; column++) {
      if (random() > 0.45) continue
      const x = column * 60 + (row % 2) * 30
      bricks.push(box(x, 190 + row * 22, 57, 19, random() > 0.5 ? '#8d6c5d' : '#674e45', { opacity: 0.55 }))
    }
  }
  return (
    box(0, 190, 1600, 580, 'url(#wall)') +
    bricks.join('') +
    box(0, 170, 1600, 30, '#3f3b3a') +
    box(0, 690, 1600, 90, '#8f8c86') +
    box(0, 690, 1600, 8, '#b5b1a8')
  )
}

function door(x: number, at: number): string {
  const slats = Array.from({ length: 12 }, (_, row) =>
    box(x - 110, 330 + row * 30, 300, 26, row % 2 ? '#9aa0a3' : '#a6acae'),
  )
  return (
    box(x - 130, 306, 340, 390, '#33302f') +
    slats.join('') +
    // The middle door stands half open.
    (at === 1 ? box(x - 110, 520, 300, 176, '#1b1d20') + box(x - 60, 590, 90, 106, '#5d4a33') : '') +
    box(x + 10, 232, 64, 54, '#e9e4d4') +
    words(x + 28, 274, 44, String(at + 1), { fill: '#222', 'font-weight': 'bold' }) +
    shape('ellipse', { cx: x + 40, cy: 330, rx: 330, ry: 250, fill: 'url(#lamp)', opacity: 0.5 }) +
    path(`M${x + 10} 296 h60 l14 18 h-88 z`, '#2a2a2c') +
    box(x - 150, 700, 34, 66, '#1d1d1e') +
    box(x + 196, 700, 34, 66, '#1d1d1e')
  )
}

function yard(): string {
  const random = dice(21)
  const stains = Array.from({ length: 70 }, () =>
    shape('ellipse', {
      cx: random() * 1600,
      cy: 790 + random() * 400,
      rx: 20 + random() * 110,
      ry: 3 + random() * 11,
      fill: random() > 0.6 ? '#8b8f95' : '#17181a',
      opacity: 0.16,
    }),
  )
  return (
    box(0, 770, 1600, 430, 'url(#yard)') +
    stains.join('') +
    path('M90 780 L-60 1200 h34 L112 780 z M1030 780 L1290 1200 h38 L1052 780 z', '#c9a227', { opacity: 0.75 })
  )
}

/** The van from behind, so that its plate can be read. */
function van(): string {
  const light = (x: number): string =>
    box(x, 560, 26, 120, '#8e1f1b', { rx: 6 }) + box(x, 600, 26, 34, '#d9772b') + box(x, 650, 26, 26, '#e9e3d8')
  return (
    shape('ellipse', { cx: 560, cy: 990, rx: 420, ry: 60, fill: 'url(#shade)' }) +
    path('M300 420 q6 -46 54 -50 h412 q48 4 54 50 l22 210 v300 h-564 v-300 z', 'url(#van)') +
    path('M318 424 q6 -34 44 -38 h396 q38 4 44 38 z', '#d2d4d2') +
    path('M560 386 v520', 'none', { stroke: '#8b8e8f', 'stroke-width': 5 }) +
    path('M338 452 h196 v150 h-210 z M586 452 h196 l14 150 h-210 z', 'url(#glass)') +
    path('M350 464 l70 0 l-60 130 l-22 0 z', '#8fa1ad', { opacity: 0.35 }) +
    light(286) +
    light(808) +
    box(540, 700, 12, 70, '#55585a', { rx: 5 }) +
    box(455, 800, 210, 62, '#f1efe6', { rx: 7, stroke: '#454545', 'stroke-width': 4 }) +
    words(560, 845, 38, 'KVR 4471', { fill: '#1c2f57', 'font-weight': 'bold', 'text-anchor': 'middle' }) +
    box(268, 886, 584, 52, '#35373a', { rx: 10 }) +
    box(310, 930, 90, 70, '#121214', { rx: 14 }) +
    box(720, 930, 90, 70, '#121214', { rx: 14 }) +
    box(300, 905, 44, 16, '#a52620') +
    box(776, 905, 44, 16, '#a52620')
  )
}

/** In a high-visibility vest with no firm on it, a camera before his face. */
function man(): string {
  return (
    shape('ellipse', { cx: 1130, cy: 1046, rx: 120, ry: 22, fill: 'url(#shade)' }) +
    path('M1092 800 l-6 236 h34 l12 -190 l14 190 h34 l-4 -236 z', '#23272f') +
    path('M1082 1030 h42 v16 h-52 q2 -12 10 -16 z M1146 1030 h38 q8 6 8 16 h-46 z', '#15161a') +
    path('M1074 620 q56 -34 112 0 l10 190 h-128 z', '#c8d430') +
    path('M1074 690 h116 v18 h-117 z M1072 752 h120 v18 h-121 z', '#eef0ea') +
    path('M1078 626 q-34 10 -36 70 l-4 -60 q10 -60 52 -88 l24 18 z', '#2f3a4d') +
    path('M1184 626 q30 -6 12 -60 l-52 -40 l-14 22 l30 34 z', '#2f3a4d') +
    shape('ellipse', { cx: 1128, cy: 560, rx: 37, ry: 46, fill: '#b98c70' }) +
    path('M1086 556 q-4 -62 42 -62 q48 0 44 58 q-44 -22 -86 4 z', '#f0b429') +
    path('M1080 552 h98 v10 h-98 z', '#d39a1b') +
    box(1072, 556, 66, 44, '#15161a', { rx: 6 }) +
    shape('circle', { cx: 1082, cy: 579, r: 20, fill: '#2a2d33' }) +
    shape('circle', { cx: 1080, cy: 579, r: 11, fill: '#54708c' }) +
    shape('ellipse', { cx: 1146, cy: 590, rx: 15, ry: 12, fill: '#b98c70' })
  )
}
