import assert from 'node:assert/strict'
import { test } from 'node:test'
import { widthOfText } from '../../lib/text/width-of-text.ts'
import { optionOf } from './option.ts'
import { drawSvg } from './render-chart.ts'

const aText =
  /<text[^>]*text-anchor="(?<anchor>\w+)"[^>]*?(?: x="(?<x>\d+)")?(?: y="\d+")? transform="translate\((?<left>[\d.]+) (?<top>[\d.]+)\)"[^>]*>(?<words>[^<]*)/g

/** What stands in a picture, and where. */
async function textsOf(option: ReturnType<typeof optionOf>, width: number) {
  const svg = await drawSvg(option, width, 240)
  return [...svg.matchAll(aText)].map(
    ({ groups: { x = '0', left, top, words = '' } = {} as Record<string, string> }) => ({
      words,
      at: Number(x) + Number(left),
      top: Number(top),
    }),
  )
}

const months = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2021, i, 1)).toISOString().slice(0, 10))
const seriesOf = (...names: string[]) => names.map(name => ({ name, values: months.map(() => 1) }))

// Widths of the letters in DejaVu Sans of 12 px.

test('a long name before a bar is cut at its end, and begins within the picture', async () => {
  const categories = ['Douglas Christopher Wilson', 'Ann']
  const option = optionOf({ kind: 'ranking', categories, series: [{ name: 'Commits', values: [3, 2] }] }, 320)
  const [first, second] = await textsOf(option, 320)
  assert.deepEqual([first?.words, second?.words], ['Douglas Christoph...', 'Ann'])
  assert.ok((first?.at ?? 0) - 121.8 > 0)
})

test('an entry of the legend begins where the one before has ended', async () => {
  const series = seriesOf('Organization Foundation', 'Not known')
  const texts = await textsOf(optionOf({ kind: 'bars', categories: months, series }, 640), 640)
  const entry = (name: string) => texts.find(({ words }) => words === name)?.at ?? Number.NaN
  const markWidth = 19
  assert.ok(entry('Not known') - markWidth > entry('Organization Foundation') + 147.6)
})

test('a legend of several rows stands above the chart', async () => {
  const names = ['Organization Foundation', 'Wikimedia Deutschland e.V.', 'Not known']
  const texts = await textsOf(optionOf({ kind: 'lines', categories: months, series: seriesOf(...names) }, 320), 320)
  const tops = texts.filter(({ words }) => names.includes(words)).map(({ top }) => top)
  const highest = Math.min(...texts.filter(({ words }) => /^\d+$/.test(words)).map(({ top }) => top))
  assert.deepEqual([tops, highest], [[7, 27, 27], 60])
})

for (const width of [320, 640]) {
  test(`a name near the edge of quadrants stays within a picture of ${width} px, and others stand amid their points`, async () => {
    const axis = { name: 'Share', part: 0.5, most: 1 }
    const long = 'organization-foundation/cluster-provider'
    const points = [0, 0.5, 0.97, 1].map((x, i) => ({ name: i === 1 ? 'loom' : `${long}-${i}`, x, y: i / 4 }))
    const svg = await drawSvg(optionOf({ kind: 'quadrants', x: axis, y: axis, points }, width), width, 360)
    const placed = [...svg.matchAll(aText)].flatMap(
      ({ groups: { anchor, x = '0', left, words = '' } = {} as Record<string, string> }) => {
        if (!/organ|loom/.test(words)) return []
        const [at, long] = [Number(x) + Number(left), 12 * widthOfText(words)]
        const from = { start: at, middle: at - long / 2, end: at - long }[anchor ?? ''] ?? Number.NaN
        return [{ anchor, isWithin: from >= 0 && from + long <= width }]
      },
    )
    assert.deepEqual(placed, [
      { anchor: 'start', isWithin: true },
      { anchor: 'middle', isWithin: true },
      { anchor: 'end', isWithin: true },
      { anchor: 'end', isWithin: true },
    ])
  })
}

test('the last date below a chart ends within it', async () => {
  const texts = await textsOf(optionOf({ kind: 'lines', categories: months, series: seriesOf('Commits') }, 320), 320)
  const dates = texts.filter(({ words }) => words.includes('-'))
  assert.deepEqual(
    dates.map(({ words, at }) => [words, at - 69.8 / 2 > 0, at + 69.8 / 2 < 320]),
    [
      ['2021-01-01', true, true],
      ['2022-11-01', true, true],
      ['2024-09-01', true, true],
    ],
  )
})

test('a value that no line reaches is a point: alone, or between two of which nothing is known', async () => {
  const drawn = async (values: (number | null)[]) => {
    const categories = months.slice(0, values.length)
    const svg = await drawSvg(
      optionOf({ kind: 'lines', categories, series: [{ name: 'People', values }] }, 320),
      320,
      240,
    )
    return svg.split('<path').filter(path => /A\d/.test(path)).length
  }
  assert.deepEqual(await Promise.all([drawn([3]), drawn([1, 2]), drawn([1, null, 2, null, 3, 4])]), [1, 0, 2])
})
