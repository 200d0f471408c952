import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concerns } from './concerns.ts'
import type { Report } from './model.ts'

const grace = { name: 'Grace Hopper', login: 'grace', email: 'g.hopper@b.example' }
const lin = { name: '林晓', login: null, email: null }
const report = (part: Partial<Report>): Report => ({ what: 'x', where: '', concerned: '', contact: '', ...part })

const cases: [
  sentence: string,
  report: Report,
  more: string[],
  person: typeof grace | typeof lin,
  expected: boolean,
][] = [
  ['the whole name anywhere, in any case', report({ what: 'It was GRACE HOPPER again' }), [], grace, true],
  ['the e-mail', report({ where: 'mail from g.hopper@b.example' }), [], grace, true],
  ['the sign-in name as a word', report({ what: 'said @grace, twice' }), [], grace, true],
  ['not within another word', report({ what: 'a disgraceful thing' }), [], grace, false],
  [
    'a part of the name where it says whom it is about',
    report({ concerned: 'somebody called Hopper' }),
    [],
    grace,
    true,
  ],
  ['not a part of the name in prose', report({ what: 'a hopper of grain' }), [], grace, false],
  ['a panel member who reports is part of it', report({ contact: 'Grace, room 7' }), [], grace, true],
  ['what the reporter adds later counts', report({}), ['it was Grace Hopper'], grace, true],
  ['Chinese needs no spaces', report({ what: '昨天林晓说' }), [], lin, true],
  ['full-width letters are the same', report({ what: 'Ｇｒａｃｅ Hopper' }), [], grace, true],
]

for (const [sentence, written, more, person, expected] of cases) {
  test(`whom a report concerns: ${sentence}`, () => assert.equal(concerns(written, more, person), expected))
}
