import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSubject } from '../subjects/model.ts'
import { coversComponent, coversProduct, holdsOn, waivesLicense } from './covers.ts'
import { Grant } from './model.ts'

function grant(written: string, rest: object = {}): Grant {
  const subject = readSubject('package', written)
  assert.ok(!('problem' in subject), 'problem' in subject ? subject.problem.en : '')
  return Grant.parse({
    ...{
      id: 'g',
      request: 1,
      form: 'use-component',
      permits: 'use',
      holder: { kind: 'organization', id: '' },
      subject,
    },
    ...{ covers: 'version', usage: {}, conditions: [], obligations: [], validFrom: '2026-01-01', validUntil: null },
    ...{ reopenWhen: [], snapshot: {}, state: 'active', stateReason: null, stateAt: '2026-01-01T00:00:00Z' },
    ...rest,
  })
}

const versions: [what: string, written: string, covers: string, purl: string, expected: boolean][] = [
  ['the version itself', 'pkg:npm/x@1.3.0', 'version', 'pkg:npm/x@1.3.0', true],
  ['no other version', 'pkg:npm/x@1.3.0', 'version', 'pkg:npm/x@1.3.1', false],
  ['no other package', 'pkg:npm/x@1.3.0', 'all', 'pkg:npm/xy@1.3.0', false],
  ['no package of the same name elsewhere', 'pkg:npm/x@1.3.0', 'all', 'pkg:npm/%40acme/x@1.3.0', false],
  ['the same major version', 'pkg:npm/x@1.3.0', 'major', 'pkg:npm/x@1.9.0', true],
  ['not the next', 'pkg:npm/x@1.3.0', 'major', 'pkg:npm/x@2.0.0', false],
  ['below 1 only the same second number', 'pkg:npm/x@0.3.0', 'major', 'pkg:npm/x@0.4.0', false],
  ['all versions', 'pkg:npm/x@1.3.0', 'all', 'pkg:npm/x@9.0.0', true],
  ['all versions without one', 'pkg:npm/x', 'all', 'pkg:npm/x@9.0.0', true],
  ['no version where none was named', 'pkg:npm/x', 'version', 'pkg:npm/x@1.0.0', false],
  ['no major version where none was named', 'pkg:npm/x', 'major', 'pkg:npm/x@1.0.0', false],
  ['what lies in the range', 'pkg:npm/x vers:npm/>=1.0.0|<2.0.0', 'version', 'pkg:npm/x@1.5.0', true],
  ['not what does not', 'pkg:npm/x vers:npm/>=1.0.0|<2.0.0', 'all', 'pkg:npm/x@2.0.0', false],
  ['nothing without a version', 'pkg:npm/x@1.3.0', 'version', 'pkg:npm/x', false],
]

for (const [what, written, covers, purl, expected] of versions)
  test(`${written} (${covers}) covers ${what}: ${purl}`, () =>
    assert.equal(coversComponent(grant(written, { covers }), { purl }), expected))

const licenses: [
  what: string,
  granted: string | null,
  found: string | undefined,
  triggers: string[],
  covers: boolean,
][] = [
  ['the same', 'MIT', 'MIT', ['license-changed'], true],
  ['the same in other words', 'MIT OR Apache-2.0', 'apache-2.0 OR mit', ['license-changed'], true],
  ['another', 'MIT', 'AGPL-3.0-only', ['license-changed'], false],
  ['another where that does not matter', 'MIT', 'AGPL-3.0-only', [], true],
  ['one that is not known', 'MIT', undefined, ['license-changed'], true],
  ['any where none was known', null, 'AGPL-3.0-only', ['license-changed'], true],
]

for (const [what, license, found, reopenWhen, covers] of licenses)
  test(`a grant under ${license} holds under ${what}: ${covers}`, () => {
    const given = grant('pkg:npm/x@1.3.0', { covers: 'major', reopenWhen, snapshot: { license } })
    assert.equal(coversComponent(given, { purl: 'pkg:npm/x@1.4.0', license: found }), covers)
  })

test('a product is the same in any case and with any space around it', () => {
  const web = grant('pkg:npm/x@1', { usage: { product: ' Web ' } })
  assert.deepEqual(
    [['web'], ['WEB '], ['other', 'web'], ['webb'], []].map(products => coversProduct(web, products)),
    [true, true, true, false, false],
  )
  assert.equal(coversProduct(grant('pkg:npm/x@1'), []), true)
})

test('an exception waives a license only where it is one from the license policy, or says of no rule', () => {
  const exception = (rule: string | null) => grant('pkg:npm/x@1', { permits: 'exception', usage: { rule } })
  assert.deepEqual(
    [exception('license'), exception(null), exception('vulnerability'), exception('end-of-life')].map(waivesLicense),
    [true, true, false, false],
  )
  assert.deepEqual(
    ['use', 'contribute'].map(permits => waivesLicense(grant('pkg:npm/x@1', { permits }))),
    [true, false],
  )
})

test('it holds from the first day to the last, and only while it is active', () => {
  const term = grant('pkg:npm/x@1', { validFrom: '2026-02-01', validUntil: '2026-02-28' })
  const days = ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01']
  assert.deepEqual(
    days.map(day => holdsOn(term, day)),
    [false, true, true, false],
  )
  assert.equal(holdsOn({ ...term, state: 'reopened' }, '2026-02-15'), false)
})
