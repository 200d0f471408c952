import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  affiliationEvidence,
  affiliationsByDomain,
  organizationOfDomain,
  resolveAffiliations,
  type Statement,
} from './resolve-affiliations.ts'

function said(
  evidence: Statement['evidence'],
  organization: string,
  since: string | null,
  until: string | null,
  at = '',
): Statement {
  return { evidence, organization, since, until, at }
}

test('better words come first, and what counts less fills the gaps that they leave', () => {
  assert.deepEqual(
    resolveAffiliations([
      said('domain', 'Mail', null, null),
      said('import', 'Imported', '2015-01-01', '2020-01-01'),
      said('human', 'Told', '2017-01-01', '2018-01-01'),
      said('profile', 'Profile', null, null),
      said('directory', 'House', '2019-01-01', null),
    ]),
    [
      { organization: 'Mail', evidence: 'domain', since: null, until: '2015-01-01' },
      { organization: 'Imported', evidence: 'import', since: '2015-01-01', until: '2017-01-01' },
      { organization: 'Told', evidence: 'human', since: '2017-01-01', until: '2018-01-01' },
      { organization: 'Imported', evidence: 'import', since: '2018-01-01', until: '2019-01-01' },
      { organization: 'House', evidence: 'directory', since: '2019-01-01', until: null },
    ],
  )
})

test('of equal words the later counts, and what nobody said stays unknown', () => {
  assert.deepEqual(
    resolveAffiliations([
      said('human', 'Old', '2010-01-01', '2012-01-01', '2020'),
      said('human', 'New', '2011-01-01', '2013-01-01', '2021'),
      said('human', 'Later', '2014-01-01', '2013-01-01', '2022'),
    ]),
    [
      { organization: 'Old', evidence: 'human', since: '2010-01-01', until: '2011-01-01' },
      { organization: 'New', evidence: 'human', since: '2011-01-01', until: '2013-01-01' },
    ],
  )
  assert.deepEqual(resolveAffiliations([]), [])
})

test('from its day on an acquisition makes them people of the acquirer, in a chain, and in no circle', () => {
  const deals = new Map([
    ['A', { acquirer: 'B', since: '2015-01-01' }],
    ['B', { acquirer: 'C', since: '2018-01-01' }],
    ['X', { acquirer: 'Y', since: null }],
    ['Y', { acquirer: 'X', since: null }],
  ])
  assert.deepEqual(resolveAffiliations([said('import', 'A', '2014-01-01', null)], deals), [
    { organization: 'A', evidence: 'import', since: '2014-01-01', until: '2015-01-01' },
    { organization: 'B', evidence: 'import', since: '2015-01-01', until: '2018-01-01' },
    { organization: 'C', evidence: 'import', since: '2018-01-01', until: null },
  ])
  assert.equal(resolveAffiliations([said('import', 'X', null, null)], deals).length, 1)
})

test('on any day nobody works at two places, and one is known exactly when somebody said so', () => {
  const day = fc.option(fc.integer({ min: 1, max: 20 }).map(n => `2020-01-${String(n).padStart(2, '0')}`))
  const statement = fc.record({
    evidence: fc.constantFrom(...affiliationEvidence),
    organization: fc.constantFrom('A', 'B', 'C'),
    since: day,
    until: day,
    at: fc.constantFrom('1', '2'),
  })
  const holds = (term: { since: string | null; until: string | null }, on: string) =>
    (term.since === null || term.since <= on) && (term.until === null || on < term.until)
  fc.assert(
    fc.property(fc.array(statement), statements => {
      const timeline = resolveAffiliations(statements)
      for (let n = 0; n <= 21; n++) {
        const on = `2020-01-${String(n).padStart(2, '0')}`
        const valid = statements.filter(({ since, until }) => since === null || until === null || since < until)
        const known = timeline.filter(term => holds(term, on))
        const best = valid.filter(term => holds(term, on)).map(({ evidence }) => affiliationEvidence.indexOf(evidence))
        assert.deepEqual(
          known.map(({ evidence }) => affiliationEvidence.indexOf(evidence)),
          best.length > 0 ? [Math.min(...best)] : [],
        )
      }
      assert.deepEqual(resolveAffiliations(statements.toReversed()), timeline)
    }),
  )
})

test('of several addresses each says where one worked from its first commit on', () => {
  assert.deepEqual(
    affiliationsByDomain([
      { organization: 'New', firstAt: '2020-05-01T10:00:00Z' },
      { organization: 'Old', firstAt: '2015-01-01T00:00:00Z' },
      { organization: 'New', firstAt: '2021-01-01T00:00:00Z' },
    ]),
    [
      { organization: 'Old', evidence: 'domain', since: null, until: '2020-05-01' },
      { organization: 'New', evidence: 'domain', since: '2020-05-01', until: null },
    ],
  )
})

test('a domain above stands for those below only where it says so', () => {
  const domains = new Map([
    ['acme.example', { organization: 'Acme', isTop: true }],
    ['uni.example', { organization: 'Uni', isTop: false }],
    ['lab.acme.example', { organization: 'Lab', isTop: false }],
  ])
  const of = (domain: string) => organizationOfDomain(domain, domains)
  assert.deepEqual(
    [
      'acme.example',
      'de.acme.example',
      'lab.acme.example',
      'x.lab.acme.example',
      'uni.example',
      'cs.uni.example',
      'notacme.example',
    ].map(of),
    ['Acme', 'Acme', 'Lab', undefined, 'Uni', undefined, undefined],
  )
})
