import { box, dice, fade, glow, path, picture, shape, vignette, words } from './shapes.ts'

/** A still of the lobby camera, high in a corner: somebody in a hood lays an envelope on the empty desk. */
export function lobby(): string {
  const defs =
    fade('floor', '#7c8286', '#b4b8b8') +
    fade('back', '#8d9498', '#b9bebf') +
    fade('day', '#f2f6f6', '#c9d3d4') +
    fade('desk', '#6f6c66', '#4d4a46') +
    glow('shade', '#000', 0.5) +
    vignette(0.62)
  return picture(
    1280,
    960,
    defs,
    [room(), doors(), plant(), desk(), visitor(), box(0, 0, 1280, 960, 'url(#corners)'), overlay()].join(''),
  )
}

function room(): string {
  const tiles: string[] = []
  for (let line = -14; line <= 14; line++) {
    tiles.push(
      path(`M${640 + line * 52} 400 L${640 + line * 190} 960`, 'none', { stroke: '#6d7377', 'stroke-width': 2 }),
    )
  }
  for (let row = 0; row < 9; row++) {
    const y = 400 + 560 * (row / 9) ** 1.7
    tiles.push(path(`M0 ${y.toFixed(1)} H1280`, 'none', { stroke: '#6d7377', 'stroke-width': 2 }))
  }
  return (
    box(0, 0, 1280, 400, 'url(#back)') +
    box(0, 400, 1280, 560, 'url(#floor)') +
    tiles.join('') +
    path('M0 0 h1280 v46 l-220 26 H220 L0 46 z', '#d7dadb') +
    [300, 560, 820].map((x) => path(`M${x} 22 h150 l-12 22 h-126 z`, '#fbfcfa')).join('') +
    box(0, 388, 1280, 14, '#5e6467')
  )
}

function doors(): string {
  const leaf = (x: number): string =>
    box(x, 120, 118, 274, 'url(#day)', { stroke: '#4a4f52', 'stroke-width': 8 }) +
    path(`M${x + 20} 390 l60 -262 h24 l-60 262 z`, '#fff', { opacity: 0.55 })
  return (
    leaf(470) +
    leaf(592) +
    box(582, 230, 6, 70, '#33373a') +
    box(596, 230, 6, 70, '#33373a') +
    path('M470 400 h240 l90 150 H380 z', '#eef1f0', { opacity: 0.35 }) +
    box(800, 150, 200, 100, '#5c6467') +
    words(822, 195, 26, 'QUILLMERE', { fill: '#e4e8e8', 'font-weight': 'bold' }) +
    words(822, 226, 20, 'Instruments', { fill: '#cfd5d5' })
  )
}

function plant(): string {
  const random = dice(5)
  const leaves = Array.from({ length: 26 }, () => {
    const lean = Math.round((random() - 0.5) * 190)
    const bend = Math.round(lean / 3)
    const height = Math.round(90 + random() * 130)
    const tip = Math.round(height * 1.1)
    const colour = random() > 0.5 ? '#4c5850' : '#66736a'
    return path(`M180 420 q${bend} ${-height} ${lean} ${-tip} q${-bend} 50 ${-lean} ${tip} z`, colour)
  })
  return (
    shape('ellipse', { cx: 182, cy: 520, rx: 90, ry: 18, fill: 'url(#shade)' }) +
    leaves.join('') +
    path('M136 410 h92 l-14 110 h-64 z', '#454a4c')
  )
}

function desk(): string {
  return (
    shape('ellipse', { cx: 930, cy: 850, rx: 420, ry: 60, fill: 'url(#shade)' }) +
    path('M640 560 L1280 500 V900 L660 850 z', 'url(#desk)') +
    path('M600 540 L1280 470 V520 L640 590 z', '#a8a49b') +
    path('M660 600 l600 -50 v14 l-600 50 z', '#3c3a37') +
    // A screen with its back to us, a closed visitors' book, nobody behind them.
    path('M980 400 l170 -16 v112 l-170 16 z', '#2b2e31') +
    path('M1050 502 l34 -4 v22 l-34 4 z', '#222') +
    path('M830 512 l100 -10 l16 18 l-104 11 z', '#59606a')
  )
}

function visitor(): string {
  return (
    shape('ellipse', { cx: 560, cy: 872, rx: 130, ry: 24, fill: 'url(#shade)' }) +
    path('M506 660 l-14 200 h48 l22 -150 l20 150 h48 l-10 -204 z', '#33373d') +
    path('M486 854 h56 v16 h-66 q0 -10 10 -16 z M580 854 h50 q12 6 12 16 h-62 z', '#1c1e21') +
    path('M478 470 q84 -62 160 2 l8 200 q-86 26 -172 0 z', '#4a4f57') +
    path('M622 478 q34 14 62 74 l24 26 l-20 24 l-46 -30 l-34 -40 z', '#565b63') +
    path('M500 474 q-10 -104 60 -106 q70 2 60 106 q-60 26 -120 0 z', '#3f444b') +
    path('M520 462 q-4 -72 40 -74 q44 2 40 74 q-40 14 -80 0 z', '#2a2e33') +
    shape('ellipse', { cx: 702, cy: 582, rx: 17, ry: 13, fill: '#8d8378' }) +
    path('M700 560 l92 -10 l10 36 l-92 11 z', '#f3f3ec', { stroke: '#777', 'stroke-width': 2 }) +
    path('M700 560 l52 22 l40 -32', 'none', { stroke: '#9b9b93', 'stroke-width': 2 })
  )
}

function overlay(): string {
  const line = { fill: '#f4f6f4', 'font-family': 'Liberation Mono, monospace', 'font-weight': 'bold' }
  return (
    box(0, 900, 1280, 60, '#000', { opacity: 0.45 }) +
    words(26, 940, 30, 'CAM 03 LOBBY WEST', line) +
    words(806, 940, 30, '2026-11-13 06:48:12 EST', line)
  )
}
