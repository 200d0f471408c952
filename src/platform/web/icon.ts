import { html, raw } from 'hono/html'
import type { Markup } from './page.ts'

/** Drawn for ospo on a grid of 24, in lines of one width. */
const shapes = {
  office: 'M4 20V8l8-4 8 4v12M4 20h16M9 20v-5h6v5M8.5 10.5h.01M12 10.5h.01M15.5 10.5h.01',
  project: 'M5 5.5h5l2 2.5h7v11H5z',
  component: 'M12 3.5l7.5 4.2v8.6L12 20.5l-7.5-4.2V7.7zM4.8 7.9L12 12l7.2-4.1M12 12v8.2',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c.5-3.7 2.8-5.5 6-5.5s5.500 1.800 6 5.500M16 4.400a3.500 3.500 0 0 1 0 6.300M18 14.900c1.700.800 2.700 2.500 3 5.100',
  calendar: 'M4.500 6h15v14h-15zM4.500 10h15M8.500 3.500v4M15.500 3.500v4M9 14h2M13 14h2',
  person: 'M12 11.500a3.800 3.800 0 1 0 0-7.600 3.800 3.800 0 0 0 0 7.600zM5 20c.600-4 3.200-6 7-6s6.400 2 7 6',
  request: 'M4.500 5h15v11h-8l-4 3.500V16h-3zM8.500 9h7M8.500 12h4.500',
  grant: 'M12 13.500a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM9 13l-1 7.500 4-2.300 4 2.300-1-7.500',
  desk: 'M4 9h16v3H4zM6 12v8M18 12v8M9 9V5h6v4',
  ledger: 'M6 3.500h12v17H6zM9 8h6M9 12h6M9 16h4',
  group:
    'M12 8.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM5.500 20.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM18.500 20.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM12 8.500v4M12 12.500l-5 3.500M12 12.500l5 3.500',
  role: 'M12 3.500l2.400 2 3-.400.600 3 2.600 1.600-1.300 2.800 1.300 2.700-2.600 1.700-.600 3-3-.400-2.400 2-2.400-2-3 .400-.600-3-2.600-1.700 1.300-2.700-1.300-2.800 2.600-1.600.600-3 3 .400zM9 12l2 2 4-4',
  job: 'M12 7.500V12l3 2M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17z',
  key: 'M14.500 13a4.500 4.500 0 1 0-4.300-3.200L4 16v4h4v-2.500h2.500V15l1.700-1.700c.700.200 1.500-.300 2.300-.300zM16 8h.01',
  api: 'M8 8l-4 4 4 4M16 8l4 4-4 4M13.500 6l-3 12',
  policy: 'M12 3.500l7 2.500v5.500c0 4.300-2.800 7.400-7 9-4.200-1.600-7-4.700-7-9V6zM9 12l2.200 2.200L15.200 10',
  search: 'M11 17.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.800 15.800L20 20',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600L7 7M17 17l1.400 1.400M5.600 18.400L7 17M17 7l1.400-1.400',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z',
  language:
    'M4 6h9M8.500 4v2M6 6c.500 3.500 2.800 6 6 7.500M11 6c-.500 3.800-3 6.500-6.500 7.500M12.500 20L16.500 10.500 20.500 20M14 17h5',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  warning: 'M12 4L2.800 19.500h18.400zM12 10v4.500M12 17.200h.01',
  cross: 'M6.500 6.500l11 11M17.500 6.500l-11 11',
  info: 'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM12 11v5.500M12 7.800h.01',
  refresh:
    'M19.500 11a7.500 7.500 0 0 0-13.600-3.200L4 10M4 5v5h5M4.500 13a7.500 7.500 0 0 0 13.600 3.200L20 14M20 19v-5h-5',
  book: 'M12 6.500C10 5 7.500 4.500 4 4.500v13.500c3.500 0 6 .500 8 2 2-1.500 4.500-2 8-2V4.500c-3.500 0-6 .500-8 2zM12 6.500v13.500',
  file: 'M6 3.500h8l4 4v13H6zM14 3.500v4h4',
  tag: 'M4 4h7.500l8.500 8.500-7.500 7.500L4 11.500zM8.500 8.500h.01',
  inbox: 'M4 13.500L6.500 5h11L20 13.500V19H4zM4 13.500h4.500l1.200 2.500h4.600l1.200-2.500H20',
  mail: 'M4 6h16v12H4zM4.500 6.500L12 13l7.500-6.500',
  webhook: 'M12 4a5 5 0 0 0-5 5v4l-2 3.500h14L17 13V9a5 5 0 0 0-5-5zM10 19.500h4',
  door: 'M14 4H6v16h8M11 12h9M17 8.500l3.500 3.500-3.500 3.500',
} as const

export type IconName = keyof typeof shapes

/** A picture beside words: said to nobody who only listens. */
export function icon(name: IconName): Markup {
  return html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${raw(shapes[name])}"/></svg>`
}

export function brandMark(): Markup {
  return html`<svg class="brand-mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="8" fill="var(--accent)"/><path d="M16 7a9 9 0 1 1-6.400 15.400" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/><circle cx="9" cy="13" r="2.600" fill="#fff"/></svg>`
}
