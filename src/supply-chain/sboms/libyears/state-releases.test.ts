import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bareComponent, bareSbom } from '../sbom-for-tests.ts'
import { measureLibyears } from './measure-libyears.ts'
import { usedInSbom, withStated } from './state-releases.ts'

const sbom = bareSbom({
  roots: ['easel'],
  components: [
    bareComponent('easel', { purl: 'pkg:npm/easel@1.0.0', version: '1.0.0' }),
    bareComponent('old', { purl: 'pkg:npm/brush@1.0.0', version: '1.0.0', releasedAt: '2020-01-01T00:00:00Z' }),
    bareComponent('new', { purl: 'pkg:npm/brush@2.0.0', releasedAt: '2022-01-01T00:00:00Z' }),
    bareComponent('paint', { purl: 'pkg:npm/paint@1.0.0', version: '1.0.0' }),
    bareComponent('none', { version: '1.0.0' }),
  ],
  relationships: [{ from: 'easel', kind: 'dependsOn', to: ['old', 'none'] }],
})

test('days that a document states are enough, where it tells of a newer release too', () => {
  const used = usedInSbom(sbom)
  const { components, direct, all } = measureLibyears(used, withStated(new Map(), used))
  const libyears = 731 / 365.25
  assert.deepEqual(
    components.map(one => [one.purl, one.isDirect, one.libyears]),
    [
      ['pkg:npm/brush@1.0.0', true, libyears],
      ['pkg:npm/brush@2.0.0', false, 0],
      ['pkg:npm/paint@1.0.0', false, undefined],
    ],
  )
  assert.deepEqual([direct.libyears, all.libyears, all.dated, all.components], [libyears, libyears, 2, 3])
})

test('a day that a registry tells is not replaced by one that a document states', () => {
  const known = new Map([
    [
      'pkg:npm/brush',
      {
        releases: [
          { version: '1.0.0', releasedAt: '2019-01-01T00:00:00Z' },
          { version: '2.0.0', yanked: true },
        ],
      },
    ],
  ])
  assert.deepEqual(withStated(known, usedInSbom(sbom)).get('pkg:npm/brush')?.releases, [
    { version: '1.0.0', releasedAt: '2019-01-01T00:00:00Z' },
    { version: '2.0.0', yanked: true, releasedAt: '2022-01-01T00:00:00Z' },
  ])
})
