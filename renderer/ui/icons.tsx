import type { ReactElement } from 'react'

const paths = {
  queue: 'M3 4.5h14M3 8.5h14M3 12.5h9M3 16.5h9',
  cases: 'M3 7.5h14v9H3zM7 7.5v-3h6v3M3 11.5h14',
  ledger: 'M8.5 11.5l3-3M7 9.5l-2 2a2.8 2.8 0 0 0 4 4l2-2M13 10.5l2-2a2.8 2.8 0 0 0-4-4l-2 2',
  members:
    'M7.5 9.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M2.5 16.5c0-2.8 2.2-4.5 5-4.5s5 1.7 5 4.5M13 4.2a2.6 2.6 0 0 1 0 5M14.5 12.3c1.9.6 3 2.1 3 4.2',
  people:
    'M6.5 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M2 16.5c0-2.6 2-4.3 4.5-4.3 1.2 0 2.3.4 3.1 1M14.5 17.5s3.5-3.2 3.5-5.7a3.5 3.5 0 0 0-7 0c0 2.5 3.5 5.7 3.5 5.7M14.5 12.3v.1',
  settings: 'M3 5.5h7M14 5.5h3M12 3.5v4M3 10h2M9 10h8M7 8v4M3 14.5h8M15 14.5h2M13 12.5v4',
  vault:
    'M3.5 3.5h13v12h-13zM10 7v1.2M10 11.8V13M7 10h1.2M11.8 10H13M10 11.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6M5.5 15.5v1.5M14.5 15.5v1.5',
  lock: 'M5 9.5h10v7H5zM7 9.5v-2.5a3 3 0 0 1 6 0v2.5',
  bold: 'M6 4h4.5a3 3 0 0 1 0 6H6zM6 10h5.2a3 3 0 0 1 0 6H6z',
  italic: 'M9 4h6M5 16h6M12 4l-4 12',
  strike: 'M4 10h12M14 6.5C13.5 5 12 4 10 4 7.5 4 6 5.2 6 7M6 13.5C6.5 15 8 16 10 16c2.5 0 4-1.2 4-3',
  heading: 'M5 4v12M15 4v12M5 10h10',
  bullets: 'M8 5h9M8 10h9M8 15h9M4 5h.01M4 10h.01M4 15h.01',
  numbers: 'M9 5h8M9 10h8M9 15h8M4 3.5v3M3.2 13.2c.4-.9 2-.8 2 .3 0 .8-2 1.5-2 2.5h2',
  quote: 'M4 6v8M8 6h9M8 10h9M8 14h6',
  undo: 'M7 5L4 8l3 3M4 8h8a4 4 0 0 1 0 8H9',
  redo: 'M13 5l3 3-3 3M16 8H8a4 4 0 0 0 0 8h3',
  back: 'M12 4l-6 6 6 6',
  close: 'M5 5l10 10M15 5L5 15',
  copy: 'M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4',
  check: 'M4 10.5l4 4 8-9',
  plus: 'M10 4v12M4 10h12',
  up: 'M5 12l5-5 5 5',
  down: 'M5 8l5 5 5-5',
  picture: 'M3.5 4.5h13v11h-13zM3.5 13l4-4 3.5 3.5 2-2 3.5 3.5M12.8 8a1 1 0 1 0 0-.1',
  sound: 'M4 8v4h2.5L10 15V5L6.5 8zM12.5 8a3 3 0 0 1 0 4M14.5 6a6 6 0 0 1 0 8',
  video: 'M3 5.5h10v9H3zM13 9l4-2.5v7L13 11',
  mail: 'M3 5h14v10H3zM3 5.5l7 5.5 7-5.5',
  archive: 'M4 3.5h12v13H4zM10 3.5v2M10 7v2M9 10.5h2v3H9z',
  file: 'M5 3h6.5L15 6.5V17H5zM11 3v4h4M7.5 10.5h5M7.5 13h5',
  list: 'M3 5h2M8 5h9M3 10h2M8 10h9M3 15h2M8 15h9',
  tiles: 'M3.5 3.5h5.5v5.5H3.5zM11 3.5h5.5v5.5H11zM3.5 11h5.5v5.5H3.5zM11 11h5.5v5.5H11z',
  mark: 'M5.5 3h9v14L10 13l-4.5 4z',
  grip: 'M6 4.5h2.5v2.5H6zM11.5 4.5H14v2.5h-2.5zM6 8.8h2.5v2.5H6zM11.5 8.8H14v2.5h-2.5zM6 13h2.5v2.5H6zM11.5 13H14v2.5h-2.5z',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }): ReactElement => (
  <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className="icon">
    <path d={paths[name]} />
  </svg>
)
