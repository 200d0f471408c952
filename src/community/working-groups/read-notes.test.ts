import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNotes } from './read-notes.ts'

const notes = `# Notes of the group

- [ ] @nobody before any meeting

## 2026-05-26 Monthly call

**Attendees:** Ada Lovelace, Grace Hopper；林晓

We spoke about looms.

### Actions
- [ ] @ada: write the guide
- [x] send the minutes
- [ ]

\`\`\`
## 2026-01-01 in a listing
- [ ] @code is no action
\`\`\`

## 12 June 2026
### Attendees
- Ada Lovelace
- [Grace Hopper](https://a.example)

### Agenda
- dyes

## 2026年7月3日 月会
与会者：林晓、王伟

- [ ] @lin，整理章程

## 2026-02-30
`

test('each heading with a date is a meeting; who was there is apart, and what is to do has an owner', () => {
  assert.deepEqual(readNotes(notes), {
    meetings: [
      {
        day: '2026-05-26',
        title: '2026-05-26 Monthly call',
        line: 5,
        attendees: ['Ada Lovelace', 'Grace Hopper', '林晓'],
        actions: [
          { who: 'ada', title: 'write the guide', done: false, line: 12 },
          { who: '', title: 'send the minutes', done: true, line: 13 },
        ],
        body: `We spoke about looms.

### Actions
- [ ] @ada: write the guide
- [x] send the minutes
- [ ]

\`\`\`
## 2026-01-01 in a listing
- [ ] @code is no action
\`\`\``,
      },
      {
        day: '2026-06-12',
        title: '12 June 2026',
        line: 21,
        attendees: ['Ada Lovelace', 'Grace Hopper'],
        actions: [],
        body: '### Agenda\n- dyes',
      },
      {
        day: '2026-07-03',
        title: '2026年7月3日 月会',
        line: 29,
        attendees: ['林晓', '王伟'],
        actions: [{ who: 'lin', title: '整理章程', done: false, line: 32 }],
        body: '- [ ] @lin，整理章程',
      },
    ],
    problems: [
      {
        line: 3,
        text: {
          en: 'an action before any heading with a date: it belongs to no meeting and is left out',
          zh: '任务出现在带日期的标题之前：不属于任何会议，已略去',
        },
      },
      { line: 14, text: { en: 'an action without words', zh: '任务没有内容' } },
      { line: 34, text: { en: 'there is no such day: 2026-02-30', zh: '日期不存在：2026-02-30' } },
    ],
  })
})

test('a text without dates says what is missing', () => {
  assert.equal(readNotes('# Hello\n').problems[0]?.text.en, 'no heading with a date such as “## 2026-05-26” was found')
})
