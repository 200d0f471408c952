import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Attendee, findLeaks, findSmallGroups } from './find-leaks.ts'

const zoe: Attendee = {
  name: 'Zoë Washburne',
  email: 'zwash@serenity.example',
  handles: ['firefly-zoe'],
  employer: 'Serenity Freight',
  role: 'first mate',
}
const li: Attendee = { name: '欧阳明月', email: null, handles: [], employer: '星河云', role: null }

const cases: [text: string, found: string[]][] = [
  ['One member runs reviews twice a week.', []],
  ['As ZOE said, reviews are slow.', ['Zoë']],
  ['Washburne asked for more.', ['Washburne']],
  ['Ask zwash@serenity.example or the pilot.', ['zwash@serenity.example', 'zwash']],
  ['firefly-zoe has notes.', ['Zoë', 'firefly-zoe']],
  ['See @somebody-else and mail to x@y.example.', ['x@y.example', '@somebody-else']],
  ['At serenity freight they fund it.', ['Serenity Freight']],
  ['The First Mate agreed.', ['first mate']],
  ['明月认为评审太慢', ['明月']],
  ['星河云的做法不同', ['星河云']],
  ['Zoetrope is no name of hers.', []],
]

for (const [text, found] of cases) {
  test(`“${text}” gives away ${found.join(', ') || 'nobody'}`, () => {
    assert.deepEqual(
      findLeaks(text, [zoe, li]).map(leak => leak.found),
      found,
    )
  })
}

test('few people, and one of an employer, are warned of', () => {
  assert.equal(findSmallGroups([zoe, li]).length, 2)
  const many = Array.from({ length: 6 }, (_, i) => ({ ...zoe, name: `Person ${i}` }))
  assert.deepEqual(findSmallGroups(many), [])
})
