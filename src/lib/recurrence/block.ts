/** Times of one day, in seconds after midnight, ascending; a rule gives its days in order. */
export interface Block {
  day: number
  times: readonly number[]
}

/** The days between which a rule is looked at, both inclusive. */
export interface DayRange {
  first: number
  last: number
}

/** The days that begin and end the years which a date can be written of: 0000-01-01 and 9999-12-31. */
export const firstDay = -719_528
export const lastDay = 2_932_896

/** All times of which the hour, minute and second are of the lists, ascending; an empty list has them all. */
export function timesOf(hours: readonly number[], minutes: readonly number[], seconds: readonly number[]): number[] {
  const times: number[] = []
  for (const hour of ascending(hours, 24))
    for (const minute of ascending(minutes, 60))
      for (const second of ascending(seconds, 60)) times.push(hour * 3600 + minute * 60 + second)
  return times
}

/** Those at the places of the list, which are counted from 1, and from the end where negative; ascending. */
export function placesOf(positions: readonly number[], length: number): number[] {
  const places = positions.map(position => (position > 0 ? position - 1 : length + position))
  return [...new Set(places)].filter(place => place >= 0 && place < length).sort((a, b) => a - b)
}

function ascending(numbers: readonly number[], size: number): number[] {
  if (numbers.length === 0) return Array.from({ length: size }, (_, index) => index)
  // A leap second shows as the second before it.
  return [...new Set(numbers.map(number => Math.min(number, size - 1)))].sort((a, b) => a - b)
}
