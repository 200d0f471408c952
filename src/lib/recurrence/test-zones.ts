import { createZone } from '../zones/zone.ts'

/** The clocks of New York since 1967, for tests. */
export const newYork = createZone('America/New_York', {
  settings: [
    { offset: -18_000, isDaylight: false, abbreviation: 'EST' },
    { offset: -14_400, isDaylight: true, abbreviation: 'EDT' },
  ],
  // Before 2007 daylight saving began on the first Sunday of April, and ended on the last of October.
  times: [1996, 1997, 1998, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006].flatMap(changesOf),
  kinds: Array.from({ length: 22 }, (_, index) => (index + 1) % 2),
  footer: 'EST5EDT,M3.2.0,M11.1.0',
})

export const paris = createZone('Europe/Paris', {
  settings: [{ offset: 3600, isDaylight: false, abbreviation: 'CET' }],
  times: [],
  kinds: [],
  footer: 'CET-1CEST,M3.5.0,M10.5.0/3',
})

function changesOf(year: number): number[] {
  const april = new Date(Date.UTC(year, 3, 1, 7))
  april.setUTCDate(1 + ((7 - april.getUTCDay()) % 7))
  const october = new Date(Date.UTC(year, 9, 31, 6))
  october.setUTCDate(31 - october.getUTCDay())
  return [april.getTime() / 1000, october.getTime() / 1000]
}
