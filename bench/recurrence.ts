import { expand } from '../src/lib/recurrence/expand.ts'
import { readRuleText } from '../src/lib/recurrence/rule-text.ts'
import { createSeries } from '../src/lib/recurrence/series.ts'
import { openZones } from '../src/platform/zones/open-zones.ts'
import { type Bench, inTurns } from './measure.ts'

/** What working groups, series and deadlines of an office look like. */
const rules = [
  'FREQ=WEEKLY;BYDAY=TU',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;WKST=SU',
  'FREQ=MONTHLY;BYDAY=1TH,3TH',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=MONTHLY;BYMONTHDAY=15',
  'FREQ=DAILY',
  'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=YEARLY;BYMONTH=11;BYDAY=3TU',
  'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
  'FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD;BYMONTHDAY=31',
]
const places = [
  'America/New_York',
  'Europe/Paris',
  'Asia/Shanghai',
  'America/Los_Angeles',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
]
const [count, years] = [1000, 10]
const from = Date.UTC(2027, 0) / 1000
const to = Date.UTC(2027 + years, 0) / 1000

export const recurrence: Bench = {
  name: 'recurrence',
  async run(_, print) {
    const zones = openZones()
    const mixed = Array.from({ length: count }, (_, index) => {
      const zone = zones.getZone(places[index % places.length] ?? '')
      return seriesOf(
        rules[index % rules.length] ?? '',
        zone,
        `2025-01-${String((index % 28) + 1).padStart(2, '0')}T09:30:00`,
      )
    })
    const [ours = 0] = await inTurns(5, async () => time(mixed))
    print({ what: `${count} series over ${years} years`, ours, target: 1000, unit: 'ms' })
    const never = [
      seriesOf('FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', zones.getZone('Europe/Paris'), '2027-01-01T00:00:00'),
    ]
    const [bounded = 0] = await inTurns(5, async () => time(never))
    print({ what: 'every second of a February 30', ours: bounded, target: 200, unit: 'ms' })
  },
}

function time(all: ReturnType<typeof seriesOf>[]): number {
  const start = performance.now()
  for (const series of all) for (const _ of expand(series, { from, to }));
  return performance.now() - start
}

function seriesOf(text: string, zone: Parameters<typeof createSeries>[1], start: string) {
  const reading = readRuleText(text)
  if ('problems' in reading) throw new Error(reading.problems[0]?.en)
  return createSeries(start, zone, { duration: { days: 0, seconds: 3600 }, rules: [reading.rule] })
}
