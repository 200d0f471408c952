import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createZone, type Zone } from '../../lib/zones/zone.ts'
import { openZones } from '../../platform/zones/open-zones.ts'
import { MailPreferences } from './model.ts'
import { planDelivery } from './plan-delivery.ts'
import { patience, retryDelay } from './retry-delay.ts'

const zones = openZones()
const night = { from: '22:00', to: '07:00' }

function plan(
  preferences: Partial<MailPreferences>,
  now: string,
  { zone = zones.getZone('Europe/Berlin'), urgent = false } = {},
) {
  const occasion = { now: new Date(now), zone, kind: 'request.assigned', urgent }
  const planned = planDelivery(MailPreferences.parse(preferences), occasion)
  return planned && [planned.delivery, planned.dueAt.toISOString()]
}

test('without preferences a mail goes out at once', () => {
  assert.deepEqual(plan({}, '2026-11-21T03:00:00Z'), ['at-once', '2026-11-21T03:00:00.000Z'])
})

test('who wants no mail gets none, not even an urgent one', () => {
  assert.equal(plan({ mail: 'none' }, '2026-11-21T03:00:00Z', { urgent: true }), undefined)
})

test('an exception stands before what is usual', () => {
  assert.equal(plan({ kinds: { 'request.assigned': 'none' } }, '2026-11-21T03:00:00Z'), undefined)
  const other = plan({ mail: 'none', kinds: { 'request.assigned': 'at-once' } }, '2026-11-21T03:00:00Z')
  assert.deepEqual(other, ['at-once', '2026-11-21T03:00:00.000Z'])
})

test('quiet hours end in the morning of the reader, whether they began before midnight or after', () => {
  const due = ['at-once', '2026-11-22T06:00:00.000Z']
  assert.deepEqual(plan({ quietHours: night }, '2026-11-21T21:00:00Z'), due)
  assert.deepEqual(plan({ quietHours: night }, '2026-11-22T05:59:59Z'), due)
  assert.deepEqual(plan({ quietHours: night }, '2026-11-22T06:00:00Z'), due)
  assert.deepEqual(plan({ quietHours: night }, '2026-11-21T20:59:59Z'), ['at-once', '2026-11-21T20:59:59.000Z'])
})

test('quiet hours within a day, and such of no length', () => {
  const lunch = { from: '12:00', to: '13:30' }
  assert.deepEqual(plan({ quietHours: lunch }, '2026-11-21T11:10:00Z'), ['at-once', '2026-11-21T12:30:00.000Z'])
  const never = { from: '12:00', to: '12:00' }
  assert.deepEqual(plan({ quietHours: never }, '2026-11-21T11:00:00Z'), ['at-once', '2026-11-21T11:00:00.000Z'])
})

test('an urgent mail waits neither for the morning nor for a digest', () => {
  const due = ['at-once', '2026-11-21T23:00:00.000Z']
  assert.deepEqual(plan({ quietHours: night }, '2026-11-21T23:00:00Z', { urgent: true }), due)
  assert.deepEqual(plan({ mail: 'weekly', quietHours: night }, '2026-11-21T23:00:00Z', { urgent: true }), due)
})

test('the daily digest comes at its hour by the clock on the wall, in summer and in winter', () => {
  const daily = { mail: 'daily', digestHour: 8 } as const
  // In Berlin clocks go forward on 29 March 2026 and back on 25 October 2026.
  assert.deepEqual(plan(daily, '2026-03-28T07:00:00Z'), ['daily', '2026-03-29T06:00:00.000Z'])
  assert.deepEqual(plan(daily, '2026-03-28T06:59:59Z'), ['daily', '2026-03-28T07:00:00.000Z'])
  assert.deepEqual(plan(daily, '2026-10-24T06:00:00Z'), ['daily', '2026-10-25T07:00:00.000Z'])
  assert.deepEqual(plan(daily, '2026-11-21T00:00:00Z', { zone: zones.getZone('Asia/Shanghai') }), [
    'daily',
    '2026-11-22T00:00:00.000Z',
  ])
})

test('the weekly digest comes on its day', () => {
  const weekly = { mail: 'weekly', digestHour: 8, digestDay: 1 } as const
  // 23 November 2026 is a Monday.
  assert.deepEqual(plan(weekly, '2026-11-21T12:00:00Z'), ['weekly', '2026-11-23T07:00:00.000Z'])
  assert.deepEqual(plan(weekly, '2026-11-23T06:00:00Z'), ['weekly', '2026-11-23T07:00:00.000Z'])
  assert.deepEqual(plan(weekly, '2026-11-23T07:00:00Z'), ['weekly', '2026-11-30T07:00:00.000Z'])
})

test('a digest whose hour lies in quiet hours waits for their end', () => {
  const due = plan({ mail: 'daily', digestHour: 6, quietHours: night }, '2026-11-21T12:00:00Z')
  assert.deepEqual(due, ['daily', '2026-11-22T06:00:00.000Z'])
})

test('where clocks skip the end of quiet hours, they end as soon as it is past', () => {
  const quietHours = { from: '22:00', to: '02:30' }
  assert.deepEqual(plan({ quietHours }, '2026-03-29T00:30:00Z'), ['at-once', '2026-03-29T01:30:00.000Z'])
})

test('where clocks show the end of quiet hours twice, what comes after the first waits for the second', () => {
  const quietHours = { from: '22:00', to: '02:30' }
  assert.deepEqual(plan({ quietHours }, '2026-10-25T00:10:00Z'), ['at-once', '2026-10-25T00:30:00.000Z'])
  assert.deepEqual(plan({ quietHours }, '2026-10-25T01:10:00Z'), ['at-once', '2026-10-25T01:30:00.000Z'])
})

test('quiet hours and digests go by the rules that are handed in, whatever the runtime thinks of that place', () => {
  const record = { settings: [], times: [], kinds: [], footer: 'MOVED-5' }
  const zone: Zone = createZone('Europe/Berlin', record)
  const digest = plan({ mail: 'daily', digestHour: 8 }, '2026-11-21T09:00:00Z', { zone })
  const morning = plan({ quietHours: night }, '2026-11-21T17:00:00Z', { zone })
  assert.deepEqual(
    [digest, morning],
    [
      ['daily', '2026-11-22T03:00:00.000Z'],
      ['at-once', '2026-11-22T02:00:00.000Z'],
    ],
  )
})

test('nothing is due before it happens, nor later than a week, a day and an hour of changed clocks after', () => {
  const places = fc.constantFrom(
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Asia/Shanghai',
    'UTC',
  )
  const time = fc.tuple(fc.nat(23), fc.nat(59)).map(parts => parts.map(part => String(part).padStart(2, '0')).join(':'))
  const wishes = fc.record({
    mail: fc.constantFrom('at-once' as const, 'daily' as const, 'weekly' as const),
    quietHours: fc.option(fc.record({ from: time, to: time })),
    digestHour: fc.nat(23),
    digestDay: fc.integer({ min: 1, max: 7 }),
  })
  const moments = fc.date({
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2027-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(places, wishes, moments, (name, wish, now) => {
      const planned = planDelivery(MailPreferences.parse(wish), {
        now,
        zone: zones.getZone(name),
        kind: 'request.assigned',
        urgent: false,
      })
      const wait = (planned?.dueAt.getTime() ?? 0) - now.getTime()
      assert.ok(wait >= 0 && wait <= (8 * 24 + 1) * 3_600_000, `${wait}`)
    }),
  )
})

test('a mail is tried again sooner at first, and for three days', () => {
  assert.deepEqual(
    [1, 2, 3, 9, 40].map(attempts => retryDelay(attempts) / 60_000),
    [1, 2, 4, 240, 240],
  )
  let [waited, tries] = [0, 0]
  while (waited <= patience) waited += retryDelay(++tries)
  assert.equal(tries, 25)
})
