import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PackageMetadata, Release } from '../metadata/package-metadata.ts'
import { type Freshness, measureLibyears, type Used } from './measure-libyears.ts'
import { isStable } from './stable.ts'

function rails(...releases: (Release | [version: string, releasedAt?: string])[]): Map<string, PackageMetadata> {
  const all = releases.map((one): Release => {
    if (!Array.isArray(one)) return one
    const [version, releasedAt] = one
    return { version, ...(releasedAt && { releasedAt }) }
  })
  return new Map([['pkg:gem/rails', { releases: all }]])
}

function used(version: string, isDirect = true): Used {
  return { purl: `pkg:gem/rails@${version}`, version, isDirect }
}

function one(version: string, metadata: Map<string, PackageMetadata>): Freshness | undefined {
  return measureLibyears([used(version)], metadata).components[0]
}

test('the example of libyear.com comes to nearly one libyear', () => {
  const { direct, all, components } = measureLibyears(
    [used('5.0.0')],
    rails(['5.0.0', '2016-06-30'], ['5.1.2', '2017-06-26'], ['5.1.0', '2017-04-27'], ['5.2.0.rc1', '2018-01-30']),
  )
  const libyears = 361 / 365.25
  assert.deepEqual(components, [
    {
      purl: 'pkg:gem/rails@5.0.0',
      version: '5.0.0',
      isDirect: true,
      releasedAt: '2016-06-30',
      newest: { version: '5.1.2', releasedAt: '2017-06-26' },
      libyears,
      behind: { major: 0, minor: 1, patch: 0, releases: 2 },
    },
  ])
  const sum = { components: 1, dated: 1, libyears, compared: 1, current: 0, deprecated: 0, yanked: 0 }
  assert.deepEqual({ direct, all }, { direct: sum, all: sum })
})

test('a preview that has newer releases of any kind is not at its newest; a stable release is not behind previews', () => {
  const previews = rails(['1.0.0.a', '2020-01-01'], ['1.0.0.b', '2021-01-01'])
  const { all, components } = measureLibyears([used('1.0.0.a')], previews)
  assert.deepEqual([all.compared, all.current, components[0]?.behind?.releases], [1, 0, 1])
  assert.equal(all.libyears, 366 / 365.25)
  assert.equal(measureLibyears([used('1.0.0.b')], previews).all.current, 1)
  const mixed = rails(['7.0.0', '2021-12-15'], ['8.0.0.beta1', '2024-09-26'], ['8.0.0.beta2', '2024-10-26'])
  const currentOf = (version: string) => measureLibyears([used(version)], mixed).all.current
  assert.deepEqual(['7.0.0', '8.0.0.beta1', '8.0.0.beta2'].map(currentOf), [1, 0, 1])
})

test('a release of an older line that came later is no libyear below zero, nor is being ahead', () => {
  const metadata = rails(['6.1.7', '2022-09-09'], ['7.0.0', '2021-12-15'], ['8.0.0.beta1', '2024-09-26'])
  assert.equal(one('6.1.7', metadata)?.libyears, 0)
  assert.equal(one('8.0.0.beta1', metadata)?.libyears, 0)
})

test('what was taken back is not the newest, and told where it is used', () => {
  const metadata = rails(['1.0.0', '2020-01-01'], { version: '1.1.0', releasedAt: '2021-01-01', yanked: true })
  assert.equal(one('1.0.0', metadata)?.newest?.version, '1.0.0')
  assert.equal(one('1.1.0', metadata)?.yanked, true)
})

test('where nothing is for general use the newest of all counts', () => {
  assert.equal(one('1.0.0.a', rails(['1.0.0.a'], ['1.0.0.b']))?.newest?.version, '1.0.0.b')
})

test('without one of both dates nothing is counted, the coverage tells, and nothing known is not zero', () => {
  const metadata = rails(['1.0.0'], ['2.0.0', '2021-01-01'])
  const report = measureLibyears(
    [used('1.0.0'), used('2.0.0', false), { ...used('1.5.0', false), releasedAt: '2020-01-02' }],
    metadata,
  )
  const { libyears } = report.all
  assert.deepEqual(
    report.components.map(({ version, libyears }) => [version, libyears]),
    [
      ['1.5.0', 365 / 365.25],
      ['2.0.0', 0],
      ['1.0.0', undefined],
    ],
  )
  assert.deepEqual(report.direct, {
    components: 1,
    dated: 0,
    libyears: null,
    compared: 1,
    current: 0,
    deprecated: 0,
    yanked: 0,
  })
  assert.deepEqual(
    { ...report.all, libyears: 0 },
    { components: 3, dated: 2, libyears: 0, compared: 3, current: 1, deprecated: 0, yanked: 0 },
  )
  assert.equal(libyears, 365 / 365.25)
})

test('how far behind is told by lines, minor versions and patches', () => {
  const versions = ['1.2.3', '1.2.4', '1.2.5', '1.3.0', '1.4.0', '1.4.1', '2.0.0', '3.0.0', '3.1.0', '4.0.0.pre']
  const metadata = rails(...versions.map((version): [string] => [version]))
  assert.deepEqual(one('1.2.3', metadata)?.behind, { major: 2, minor: 2, patch: 2, releases: 8 })
})

test('nobody is known of what nobody tells, and a component is told of once', () => {
  const report = measureLibyears([used('1.0.0', false), used('1.0.0')], new Map())
  assert.deepEqual(report.components, [{ purl: 'pkg:gem/rails@1.0.0', version: '1.0.0', isDirect: true }])
})

test('a whole package may be deprecated, and a release with a reason of its own', () => {
  const releases = [{ version: '1.0.0', deprecated: 'use 2' }, { version: '2.0.0' }]
  const metadata = new Map([['pkg:gem/rails', { releases, deprecated: '' }]])
  assert.equal(one('1.0.0', metadata)?.deprecated, 'use 2')
  assert.equal(one('2.0.0', metadata)?.deprecated, '')
})

const stable: Record<string, string[]> = {
  npm: ['1.0.0', '1.0.0+build-1'],
  golang: ['v1.0.0', 'v2.0.0+incompatible'],
  pypi: ['1.0', '1.0.post1', '2026.1'],
  maven: ['1.0.0', '31.1-jre', '1.0.0.Final', '2.0.0.RELEASE', '4.5.6-android'],
  gem: ['1.0.0'],
  composer: ['1.0.0', '1.0.0-p1'],
}
const early: Record<string, string[]> = {
  npm: ['1.0.0-rc.1', '1.0.0-0'],
  golang: ['v0.0.0-20190101000000-abcdefabcdef', 'v2.0.0-rc.1'],
  pypi: ['1.0a1', '1.0b2', '1.0rc1', '1.0.dev3'],
  maven: ['1.0-SNAPSHOT', '2.0.0-M1', '1.0-alpha-1', '3.0.0.CR2', '1.0.0-rc1', '5.0.0.Beta3'],
  gem: ['1.0.0.rc1', '1.0.0.pre'],
  composer: ['1.0.0-beta2', 'dev-main'],
}

for (const [expected, versions] of [
  [true, stable],
  [false, early],
] as const)
  test(`${expected ? 'releases' : 'previews'} are known for what they are`, () => {
    for (const [type, some] of Object.entries(versions))
      for (const version of some) assert.equal(isStable(type, version), expected, `${type} ${version}`)
  })

test('no component has libyears below zero, and the sum is that of the components', () => {
  const version = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })).map(([a, b]) => `${a}.${b}.0`)
  const at = fc.date({ min: new Date('2010-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(version, at)), fc.array(version), (releases, some) => {
      const metadata = rails(...releases.map(([version, at]): [string, string] => [version, at.toISOString()]))
      const { components, all } = measureLibyears(
        some.map(version => used(version)),
        metadata,
      )
      const each = components.map(({ libyears = 0 }) => libyears)
      assert.ok(each.every(libyears => libyears >= 0))
      const isKnown = components.length === 0 || all.dated > 0
      assert.equal(all.libyears, isKnown ? each.reduce((sum, libyears) => sum + libyears, 0) : null)
    }),
  )
})
