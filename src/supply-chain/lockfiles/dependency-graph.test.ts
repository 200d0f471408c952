import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type DirectNeed, type LockedPackage, listDependencies } from './dependency-graph.ts'
import type { Dependency } from './lockfile-reader.ts'

type Scope = Dependency['scope']

interface Sketch {
  size: number
  needs: { from: number; to: number; optional: boolean }[]
  direct: { to: number; scope: Scope }[]
}

const sketches: fc.Arbitrary<Sketch> = fc.integer({ min: 1, max: 8 }).chain(size => {
  const some = fc.nat({ max: size - 1 })
  const scope = fc.constantFrom<Scope>('runtime', 'development', 'optional')
  return fc.record({
    size: fc.constant(size),
    needs: fc.array(fc.record({ from: some, to: some, optional: fc.boolean() }), { maxLength: 20 }),
    direct: fc.array(fc.record({ to: some, scope }), { maxLength: 4 }),
  })
})

function build({ size, needs, direct }: Sketch): { packages: LockedPackage[]; direct: DirectNeed[] } {
  const packages = Array.from({ length: size }, (_, index): LockedPackage => ({ purl: `pkg:npm/p${index}`, needs: [] }))
  const at = (index: number) => packages[index] ?? assert.fail()
  for (const { from, to, optional } of needs) at(from).needs.push({ of: at(to), optional })
  return { packages, direct: direct.map(({ to, scope }) => ({ of: at(to), scope })) }
}

/** By repetition until nothing changes, where the engine walks breadth first. */
function reach({ needs }: Sketch, from: number[], throughOptional: boolean): Map<number, number> {
  const steps = new Map(from.map(index => [index, 0]))
  for (let before = ''; before !== JSON.stringify([...steps]); ) {
    before = JSON.stringify([...steps])
    for (const need of needs.filter(need => throughOptional || !need.optional)) {
      const here = steps.get(need.from)
      if (here !== undefined) steps.set(need.to, Math.min(steps.get(need.to) ?? Number.POSITIVE_INFINITY, here + 1))
    }
  }
  return steps
}

function expectScope(sketch: Sketch, index: number): Scope {
  const of = (...scopes: Scope[]) => sketch.direct.filter(need => scopes.includes(need.scope)).map(need => need.to)
  if (reach(sketch, of('runtime'), false).has(index)) return 'runtime'
  if (reach(sketch, of('runtime', 'optional'), true).has(index)) return 'optional'
  return reach(sketch, of('development'), true).has(index) ? 'development' : 'runtime'
}

test('relation, scope and length of the way are those that trying everything finds', () => {
  fc.assert(
    fc.property(sketches, sketch => {
      const steps = reach(
        sketch,
        sketch.direct.map(need => need.to),
        true,
      )
      const found = listDependencies({ ...build(sketch), complete: true })
      const expected = Array.from({ length: sketch.size }, (_, index) => {
        const far = steps.get(index)
        const relation = far === undefined ? 'unknown' : far === 0 ? 'direct' : 'transitive'
        return { purl: `pkg:npm/p${index}`, relation, scope: expectScope(sketch, index), far: far || undefined }
      })
      const facts = found.map(({ purl, relation, scope, path }) => ({ purl, relation, scope, far: path?.length }))
      assert.deepEqual(facts, expected)
    }),
    { numRuns: 500 },
  )
})

test('every step of a way is needed by the one before, the first by the project', () => {
  fc.assert(
    fc.property(sketches, sketch => {
      const { packages, direct } = build(sketch)
      const needs = new Map(packages.map(one => [one.purl, one.needs.map(need => need.of.purl)]))
      for (const { purl, path } of listDependencies({ packages, direct, complete: true })) {
        const [first, ...rest] = path ? [...path, purl] : [purl]
        if (path) assert.ok(direct.some(need => need.of.purl === first))
        rest.reduce((before, step) => {
          assert.ok(needs.get(before)?.includes(step))
          return step
        }, first ?? '')
      }
    }),
  )
})

test('of two ways equally long, the one from a runtime dependency is told', () => {
  const deep: LockedPackage = { purl: 'pkg:npm/deep', needs: [] }
  const tool: LockedPackage = { purl: 'pkg:npm/a-tool', needs: [{ of: deep, optional: false }] }
  const part: LockedPackage = { purl: 'pkg:npm/part', needs: [{ of: deep, optional: false }] }
  const found = listDependencies({
    packages: [deep, tool, part],
    direct: [
      { of: tool, scope: 'development' },
      { of: part, scope: 'runtime' },
    ],
    complete: true,
  })
  assert.deepEqual(found, [
    { purl: 'pkg:npm/a-tool', relation: 'direct', scope: 'development', needs: ['pkg:npm/deep'] },
    { purl: 'pkg:npm/deep', relation: 'transitive', scope: 'runtime', path: ['pkg:npm/part'], needs: [] },
    { purl: 'pkg:npm/part', relation: 'direct', scope: 'runtime', needs: ['pkg:npm/deep'] },
  ])
})

test('copies of one package are told once: by what is needed, the shortest way and any license', () => {
  const far: LockedPackage = { purl: 'pkg:npm/copy', needs: [] }
  const near: LockedPackage = { purl: 'pkg:npm/copy', license: 'MIT', needs: [] }
  const lost: LockedPackage = { purl: 'pkg:npm/copy', needs: [] }
  const b: LockedPackage = { purl: 'pkg:npm/b', needs: [{ of: far, optional: false }] }
  const a: LockedPackage = { purl: 'pkg:npm/a', needs: [b, near].map(of => ({ of, optional: true })) }
  const packages = [far, near, lost, b, a]
  const copy = (direct: DirectNeed[]) => listDependencies({ packages, direct, complete: true }).at(-1)
  assert.deepEqual(copy([{ of: a, scope: 'runtime' }]), {
    purl: 'pkg:npm/copy',
    relation: 'transitive',
    scope: 'optional',
    license: 'MIT',
    path: ['pkg:npm/a'],
    needs: [],
  })
})

test('where not all that is asked for is known, the marks of the file count and no way is told', () => {
  const part: LockedPackage = { purl: 'pkg:npm/part', scope: 'optional', needs: [] }
  const tool: LockedPackage = { purl: 'pkg:npm/tool', scope: 'development', needs: [{ of: part, optional: false }] }
  const found = listDependencies({ packages: [part, tool], direct: [{ of: tool, scope: 'runtime' }], complete: false })
  assert.deepEqual(found, [
    { purl: 'pkg:npm/part', relation: 'unknown', scope: 'optional', needs: [] },
    { purl: 'pkg:npm/tool', relation: 'direct', scope: 'development', needs: ['pkg:npm/part'] },
  ])
})

test('a chain of a hundred thousand is walked, and ways beyond a hundred steps are left out', () => {
  const packages = Array.from(
    { length: 100_000 },
    (_, index): LockedPackage => ({ purl: `pkg:npm/p${index}`, needs: [] }),
  )
  for (const [index, one] of packages.entries()) {
    const next = packages[(index + 1) % packages.length]
    if (next) one.needs.push({ of: next, optional: false })
  }
  const [first] = packages
  const found = listDependencies({ packages, direct: first ? [{ of: first, scope: 'runtime' }] : [], complete: true })
  const lengths = new Map(found.map(one => [one.purl, one.path?.length]))
  assert.equal(found.filter(one => one.relation === 'transitive').length, 99_999)
  assert.equal(lengths.get('pkg:npm/p100'), 100)
  assert.equal(lengths.get('pkg:npm/p101'), undefined)
})

test('what a package needs is told by purls, that of all its copies together, itself left out', () => {
  const part: LockedPackage = { purl: 'pkg:npm/part', needs: [] }
  const gear: LockedPackage = { purl: 'pkg:npm/gear', needs: [] }
  const tool: LockedPackage = { purl: 'pkg:npm/tool', needs: [{ of: part, optional: true }] }
  const copy: LockedPackage = { purl: 'pkg:npm/tool', needs: [tool, gear].map(of => ({ of, optional: false })) }
  const outside: LockedPackage = { purl: 'pkg:npm/outside', needs: [] }
  gear.needs.push({ of: outside, optional: false })
  const found = listDependencies({ packages: [part, gear, tool, copy], direct: [], complete: false })
  assert.deepEqual(
    found.map(({ purl, needs }) => [purl, needs]),
    [
      ['pkg:npm/gear', []],
      ['pkg:npm/part', []],
      ['pkg:npm/tool', ['pkg:npm/gear', 'pkg:npm/part']],
    ],
  )
})

test('a file that tells of no need at all says nothing of what a package needs', () => {
  const part: LockedPackage = { purl: 'pkg:npm/part', needs: [] }
  const [found] = listDependencies({ packages: [part], direct: [{ of: part, scope: 'runtime' }], complete: true })
  assert.deepEqual(found, { purl: 'pkg:npm/part', relation: 'direct', scope: 'runtime' })
})
