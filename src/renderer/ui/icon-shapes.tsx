import type { ReactElement } from 'react'

/** Line drawings on a 24 × 24 grid, drawn with the current colour. */
export const iconShapes = {
  aa: (
    <>
      <path d="m3.5 18 5-12 5 12M5.3 14h6.4" />
      <circle cx="17.8" cy="15.2" r="2.8" />
      <path d="M20.6 12.4V18" />
    </>
  ),
  alert: (
    <>
      <path d="M12 4.5 3.5 19h17zM12 10v4M12 16.6v.1" />
    </>
  ),
  all: (
    <>
      <path d="M4 7h16M4 12h16M4 17h10" />
    </>
  ),
  bold: (
    <>
      <path d="M7 5h5.5a3.5 3.5 0 0 1 0 7H7zM7 12h6.5a3.5 3.5 0 0 1 0 7H7z" />
    </>
  ),
  bulb: (
    <>
      <path d="M9 17.5h6M10 20.5h4M12 3.5a6 6 0 0 0-3.7 10.7c.7.6 1.2 1.3 1.2 2.3v1h5v-1c0-1 .5-1.7 1.2-2.3A6 6 0 0 0 12 3.5z" />
    </>
  ),
  bullets: (
    <>
      <path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1" />
    </>
  ),
  cal: (
    <>
      <rect x="4" y="5" width="16" height="15" rx="2" />
      <path d="M4 10h16M8.5 3v4M15.5 3v4" />
    </>
  ),
  card: (
    <>
      <rect x="4" y="7" width="12" height="12" rx="2" />
      <path d="M8 7V6a1.5 1.5 0 0 1 1.5-1.5H18A1.5 1.5 0 0 1 19.5 6v8.5A1.5 1.5 0 0 1 18 16h-2" />
    </>
  ),
  case: (
    <>
      <rect x="3.5" y="7" width="17" height="13" rx="2" />
      <path d="M9 7V5a1 1 0 0 1 1-1h4a1 1 0 0 1 1 1v2M3.5 12.5h17M12 11.5v2" />
    </>
  ),
  check: (
    <>
      <path d="m5 12.5 4.5 4.5L19 7.5" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  code: (
    <>
      <path d="m8.5 8-4.5 4 4.5 4M15.5 8l4.5 4-4.5 4" />
    </>
  ),
  done: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="m8.5 12.2 2.5 2.5 4.7-5" />
    </>
  ),
  up: <path d="m6 14.5 6-6 6 6" />,
  down: (
    <>
      <path d="m6 9.5 6 6 6-6" />
    </>
  ),
  dup: (
    <>
      <rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2" />
      <path d="M15.5 8.5V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.5a2 2 0 0 0 2 2h2.5" />
    </>
  ),
  err: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 8v5M12 16v.1" />
    </>
  ),
  file: (
    <>
      <path d="M6 4h8l4.5 4.5V19a1 1 0 0 1-1 1H6.5a1 1 0 0 1-1-1V5A1 1 0 0 1 6.5 4zM14 4v4.5h4.5" />
    </>
  ),
  folder: (
    <>
      <path d="M3.5 18V6.5A1.5 1.5 0 0 1 5 5h4l2.2 2.5H19A1.5 1.5 0 0 1 20.5 9v9a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18z" />
    </>
  ),
  gear: (
    <>
      <path d="M4 8h8.5M17.5 8H20M4 16h2.5M11.5 16H20" />
      <circle cx="15" cy="8" r="2.5" />
      <circle cx="9" cy="16" r="2.5" />
    </>
  ),
  globe: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M4 12h16M12 4c2.3 2.3 3.3 5 3.3 8s-1 5.7-3.3 8c-2.3-2.3-3.3-5-3.3-8s1-5.7 3.3-8z" />
    </>
  ),
  h1: (
    <>
      <path d="M5 6v12M12 6v12M5 12h7M16 10l2.5-1.5V18" />
    </>
  ),
  h2: (
    <>
      <path d="M4 6v12M11 6v12M4 12h7M15 10.5c.3-1.3 1.2-2 2.5-2 1.5 0 2.5.9 2.5 2.3 0 2.5-5 4-5 7.2h5.2" />
    </>
  ),
  h3: (
    <>
      <path d="M5 6v12M12 6v12M5 12h7M15.5 9h4.5l-2.7 3.6a2.7 2.7 0 1 1-2 4.5" />
    </>
  ),
  help: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M9.7 9.6a2.4 2.4 0 1 1 3.6 2.1c-.9.5-1.3 1-1.3 1.9" />
      <circle cx="12" cy="16.2" r=".9" fill="currentColor" stroke="none" />
    </>
  ),
  hash: (
    <>
      <path d="M5 9h15M4 15h15M10 4 8 20M16 4l-2 16" />
    </>
  ),
  hist: (
    <>
      <path d="M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.2l2.8 1.8" />
    </>
  ),
  image: (
    <>
      <rect x="4" y="5" width="16" height="14" rx="2" />
      <circle cx="9" cy="10" r="1.6" />
      <path d="m5 18 5-4.5 2.8 2.3L16.5 12l3.5 3.5" />
    </>
  ),
  import: (
    <>
      <path d="M12 4v11M7.5 10.5 12 15l4.5-4.5M4 16v2.5A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5V16" />
    </>
  ),
  inbox: (
    <>
      <path d="M4 13h4l1.5 3h5L16 13h4M4 13l2.6-7.2A1.3 1.3 0 0 1 7.8 5h8.4a1.3 1.3 0 0 1 1.2.8L20 13v4.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 11v5M12 8v.1" />
    </>
  ),
  italic: (
    <>
      <path d="M10 5h7M7 19h7M14 5l-4 14" />
    </>
  ),
  left: (
    <>
      <path d="m14.5 6-6 6 6 6" />
    </>
  ),
  library: (
    <>
      <rect x="4" y="4" width="4.5" height="16" rx="1" />
      <rect x="8.5" y="7" width="4.5" height="13" rx="1" />
      <path d="m15.2 7.3 3-.8 3 12.6-3 .8z" />
    </>
  ),
  lic: (
    <>
      <path d="M12 4v16M8 20h8M5 7h14M5 7l-2.5 6.5a3 3 0 0 0 5 0zM19 7l-2.5 6.5a3 3 0 0 0 5 0z" />
    </>
  ),
  link: (
    <>
      <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-.8.8" />
      <path d="M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l.8-.8" />
    </>
  ),
  lock: (
    <>
      <rect x="5.5" y="11" width="13" height="9" rx="2" />
      <path d="M8.5 11V8a3.5 3.5 0 0 1 7 0v3" />
    </>
  ),
  map: (
    <>
      <circle cx="6" cy="7" r="2.5" />
      <circle cx="18" cy="6" r="2.5" />
      <circle cx="13" cy="18" r="2.5" />
      <path d="m8.5 6.8 7-.6M7.3 9.2l4.4 6.6M17 8.3l-3 7.3" />
    </>
  ),
  marker: (
    <>
      <path d="m9 14.5-3 3V20h3.5l2-2M9 14.5 17 4.5l3.5 3-8.5 9.5zM9 14.5l3 2.5" />
    </>
  ),
  minus: (
    <>
      <path d="M6 12h12" />
    </>
  ),
  more: (
    <>
      <circle cx="5.5" cy="12" r=".9" fill="currentColor" />
      <circle cx="12" cy="12" r=".9" fill="currentColor" />
      <circle cx="18.5" cy="12" r=".9" fill="currentColor" />
    </>
  ),
  note: (
    <>
      <path d="M6.5 4h11a1 1 0 0 1 1 1v10.5L14 20H6.5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM14 20v-4.5h4.5M9 9h6M9 12.5h4" />
    </>
  ),
  numbers: (
    <>
      <path d="M10 6.5h10M10 12h10M10 17.5h10M4 5l1.3-.8v4.6M3.8 15.6c.2-.6.7-.9 1.3-.9.8 0 1.3.5 1.3 1.1 0 1.2-2.6 1.7-2.6 3.4h2.7" />
    </>
  ),
  out: (
    <>
      <path d="M14 4.5h5.5V10M19.5 4.5 11 13M17 14v4a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 5 18V9a1.5 1.5 0 0 1 1.5-1.5h4" />
    </>
  ),
  panel: (
    <>
      <rect x="3.5" y="5" width="17" height="14" rx="2" />
      <path d="M15 5v14" />
    </>
  ),
  panell: (
    <>
      <rect x="3.5" y="5" width="17" height="14" rx="2" />
      <path d="M9 5v14" />
    </>
  ),
  pen: (
    <>
      <path d="m4 20 1-4.5L16 4.5a1.9 1.9 0 0 1 2.7 0l.8.8a1.9 1.9 0 0 1 0 2.7L8.5 19z" />
      <path d="m14 6.5 3.5 3.5" />
    </>
  ),
  plan: (
    <>
      <rect x="4" y="5" width="16" height="15" rx="2" />
      <path d="M4 10h16M8.5 3v4M15.5 3v4" />
      <path d="m9 15 2 2 4-4" />
    </>
  ),
  play: (
    <>
      <path d="M8 5.5v13l10-6.5z" />
    </>
  ),
  plus: (
    <>
      <path d="M12 5v14M5 12h14" />
    </>
  ),
  quote: (
    <>
      <path d="M5 6v12M9.5 8h10M9.5 12h10M9.5 16h6" />
    </>
  ),
  radar: (
    <>
      <path d="m12 3 8.5 6.2-3.2 10H6.7l-3.2-10z" />
      <path d="m12 8 3.8 2.8-1.5 4.4H9.7l-1.5-4.4z" />
    </>
  ),
  reading: (
    <>
      <path d="M12 7v13M12 7c-1.5-1.6-3.6-2-8.5-2v13c4.9 0 7 .4 8.5 2 1.5-1.6 3.6-2 8.5-2V5c-4.9 0-7 .4-8.5 2z" />
    </>
  ),
  redo: (
    <>
      <path d="M15.5 5 20 9.5 15.5 14M20 9.5H10a5 5 0 0 0 0 10h3" />
    </>
  ),
  review: (
    <>
      <path d="M4 12a8 8 0 0 1 13.7-5.6L20 9M20 4v5h-5M20 12a8 8 0 0 1-13.7 5.6L4 15M4 20v-5h5" />
    </>
  ),
  right: (
    <>
      <path d="m9.5 6 6 6-6 6" />
    </>
  ),
  rows: (
    <>
      <rect x="4" y="5" width="16" height="5.5" rx="1.5" />
      <rect x="4" y="13.5" width="16" height="5.5" rx="1.5" />
    </>
  ),
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </>
  ),
  shield: (
    <>
      <path d="M12 3.5 5 6v5.5c0 4.2 2.9 7.4 7 9 4.1-1.6 7-4.8 7-9V6z" />
      <path d="m9 12 2.2 2.2L15.2 10" />
    </>
  ),
  sort: (
    <>
      <path d="M7 5v14M3.5 15.5 7 19l3.5-3.5M13 6.5h7M13 12h5M13 17.5h3" />
    </>
  ),
  star: (
    <>
      <path d="m12 4 2.5 5.1 5.6.8-4.05 3.95.95 5.6L12 16.8l-5 2.65.95-5.6L3.9 9.9l5.6-.8z" />
    </>
  ),
  strike: (
    <>
      <path d="M4.5 12h15M16.5 7.5C16 5.8 14.3 5 12 5c-2.6 0-4.3 1.2-4.3 3.2 0 1 .4 1.7 1.1 2.3M7.5 16.3c.6 1.8 2.3 2.7 4.6 2.7 2.7 0 4.4-1.3 4.4-3.3 0-.6-.1-1-.4-1.5" />
    </>
  ),
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
    </>
  ),
  table: (
    <>
      <rect x="4" y="5" width="16" height="14" rx="2" />
      <path d="M4 10h16M4 14.5h16M10.5 10v9" />
    </>
  ),
  todo: (
    <>
      <path d="M4 5.5h5v5H4zM4 14h5v5H4zM13 8h7M13 16.5h7M5.3 8l1 1 1.7-2" />
    </>
  ),
  trash: (
    <>
      <path d="M4.5 7h15M9.5 7V5a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1v2M6.5 7l.8 12a1.2 1.2 0 0 0 1.2 1h7a1.2 1.2 0 0 0 1.2-1l.8-12M10.5 11v5M13.5 11v5" />
    </>
  ),
  underline: (
    <>
      <path d="M7 5v6a5 5 0 0 0 10 0V5M6 20h12" />
    </>
  ),
  undo: (
    <>
      <path d="M8.5 5 4 9.5 8.5 14M4 9.5h10a5 5 0 0 1 0 10h-3" />
    </>
  ),
  unread: (
    <>
      <circle cx="12" cy="12" r="8" />
      <circle cx="12" cy="12" r="3" fill="currentColor" stroke="none" />
    </>
  ),
  user: (
    <>
      <circle cx="12" cy="8.5" r="3.8" />
      <path d="M5 20c.6-3.8 3.4-5.5 7-5.5s6.4 1.7 7 5.5" />
    </>
  ),
  x: (
    <>
      <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />
    </>
  )
} satisfies Record<string, ReactElement>

export type IconName = keyof typeof iconShapes
