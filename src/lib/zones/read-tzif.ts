import { BrokenZone, type ClockSetting, createZone, type Zone } from './zone.ts'

/** The counts in the header of a block, in the order of the file. */
interface Counts {
  version: number
  universal: number
  standard: number
  leaps: number
  times: number
  settings: number
  letters: number
}

const headerLength = 44
/** The largest of the IANA database have about 4 kB. */
const largest = 256 * 1024

/** Reads TZif, versions 1 to 4 (RFC 9636). Leap seconds, where counted, are taken out: times are those of POSIX. */
export function readTzif(name: string, bytes: Uint8Array): Zone {
  if (bytes.length > largest) throw new BrokenZone(`${name}: a TZif file of more than ${largest} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const counts = readCounts(name, view, 0)
    if (counts.version === 1) return readBlock(name, view, { start: headerLength, counts, width: 4 })
    // The first block repeats what fits in 32 bits for old readers.
    const second = headerLength + lengthOf(counts, 4)
    const start = second + headerLength
    return readBlock(name, view, { start, counts: readCounts(name, view, second), width: 8 })
  } catch (error) {
    if (error instanceof RangeError) throw new BrokenZone(`${name}: a TZif file that ends too early`, { cause: error })
    throw error
  }
}

function readCounts(name: string, view: DataView, start: number): Counts {
  const magic = view.getUint32(start)
  const version = view.getUint8(start + 4)
  // `TZif`, and the version 0, 2, 3, 4 in ASCII; later ones only add.
  if (magic !== 0x545a6966) throw new BrokenZone(`${name}: no TZif file`)
  const count = (index: number) => view.getUint32(start + 20 + index * 4)
  const counts = {
    version: version === 0 ? 1 : version - 0x30,
    universal: count(0),
    standard: count(1),
    leaps: count(2),
    times: count(3),
    settings: count(4),
    letters: count(5),
  }
  if (counts.settings === 0 || counts.settings > 256) throw new BrokenZone(`${name}: a TZif file without settings`)
  return counts
}

function lengthOf({ universal, standard, leaps, times, settings, letters }: Counts, width: number): number {
  return times * (width + 1) + settings * 6 + letters + leaps * (width + 4) + standard + universal
}

function readBlock(name: string, view: DataView, block: { start: number; counts: Counts; width: 4 | 8 }): Zone {
  const { start, counts, width } = block
  const end = start + lengthOf(counts, width)
  if (end > view.byteLength) throw new BrokenZone(`${name}: a TZif file that ends too early`)
  const timeAt = (at: number) => (width === 4 ? view.getInt32(at) : Number(view.getBigInt64(at)))
  const kindsStart = start + counts.times * width
  const settingsStart = kindsStart + counts.times
  const lettersStart = settingsStart + counts.settings * 6
  const leapsStart = lettersStart + counts.letters
  const times = Array.from({ length: counts.times }, (_, index) => timeAt(start + index * width))
  const kinds = Array.from({ length: counts.times }, (_, index) => view.getUint8(kindsStart + index))
  const settings = Array.from({ length: counts.settings }, (_, index): ClockSetting => {
    const at = settingsStart + index * 6
    const letters = lettersStart + view.getUint8(at + 5)
    const abbreviation = readLetters(view, letters, leapsStart)
    return { offset: view.getInt32(at), isDaylight: view.getUint8(at + 4) === 1, abbreviation }
  })
  const leaps = Array.from({ length: counts.leaps }, (_, index) => {
    const at = leapsStart + index * (width + 4)
    return { at: timeAt(at), correction: view.getInt32(at + width) }
  })
  const footer = width === 8 ? readFooter(name, view, end) : ''
  return createZone(name, { ...ascending(name, { times: withoutLeaps(times, leaps), kinds }), settings, footer })
}

/** A file that counts leap seconds counts them in its times: each is later by the correction before it. */
function withoutLeaps(times: number[], leaps: { at: number; correction: number }[]): number[] {
  if (leaps.length === 0) return times
  return times.map(time => time - (leaps.findLast(leap => leap.at < time)?.correction ?? 0))
}

/** Old writers put a first time at the beginning of the universe, where nothing changes. */
function ascending(name: string, { times, kinds }: { times: number[]; kinds: number[] }) {
  if (times.some((time, index) => index > 0 && time <= (times[index - 1] ?? 0)))
    throw new BrokenZone(`${name}: the times of a TZif file must ascend`)
  return { times, kinds }
}

function readLetters(view: DataView, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; at++) {
    const letter = view.getUint8(at)
    if (letter === 0) break
    text += String.fromCharCode(letter)
  }
  return text
}

function readFooter(name: string, view: DataView, start: number): string {
  const text = new TextDecoder('latin1').decode(new Uint8Array(view.buffer, view.byteOffset + start))
  const end = text.indexOf('\n', 1)
  if (!text.startsWith('\n') || end === -1) throw new BrokenZone(`${name}: a TZif file without its footer`)
  return text.slice(1, end)
}
