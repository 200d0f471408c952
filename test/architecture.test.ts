import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

/**
 * The floors of the house, and what each may stand on. A file of a feature is pure unless its name says otherwise:
 * it computes from what it is given, and touches no clock, disk, network or database. `project-page.ts` is of the
 * floor that its last word names.
 */
const floors: Record<string, string[]> = {
  lib: ['lib'],
  platform: ['platform', 'lib'],
  pure: ['pure', 'lib'],
  store: ['pure', 'lib', 'platform'],
  service: ['service', 'store', 'pure', 'lib', 'platform'],
  api: ['service', 'pure', 'lib', 'platform'],
  pages: ['page', 'service', 'pure', 'lib', 'platform'],
  page: ['page', 'service', 'pure', 'lib', 'platform'],
  jobs: ['service', 'pure', 'lib', 'platform'],
  cli: ['cli', 'api', 'pure', 'lib', 'platform'],
  feature: ['api', 'pages', 'page', 'jobs', 'service', 'cli', 'platform'],
  app: ['app', 'feature', 'service', 'api', 'cli', 'platform', 'lib'],
}

/** The npm packages, and the floors that may use each. */
const packages: Record<string, string[]> = {
  zod: ['lib', 'platform', 'pure', 'store', 'api', 'cli'],
  kysely: ['platform', 'store'],
  hono: ['platform', 'pages', 'page', 'app'],
  pg: ['platform'],
  nodemailer: ['platform'],
  '@bufbuild/cel': ['lib'],
  'openid-client': ['platform'],
  scimmy: ['pure', 'service'],
  ajv: ['pure'],
  'ajv-formats': ['pure'],
  echarts: ['platform'],
  '@duckdb/node-api': ['platform'],
  '@hono/node-server': ['app'],
  '@yarnpkg/parsers': ['pure'],
  saxes: ['pure'],
  'smol-toml': ['pure'],
  'spdx-exceptions': ['lib'],
  'spdx-license-ids': ['lib'],
  'spdx-license-list': ['lib'],
  'xmllint-wasm': ['platform'],
  yaml: ['lib', 'pure', 'pages', 'store'],
}

/** Of Node's own modules, those without effects; `node:module` loads data packages, when they are needed. */
const harmless = ['node:path', 'node:util', 'node:crypto', 'node:zlib', 'node:module']

/** Into another feature an import may reach for its model, its verbs, a plug-in kind's contract and list, and conversion. */
const reachable = /\/(model|service|lockfile-readers?|metrics?|sbom|sbom-formats?|sbom-formats\/convert)\.ts$/
/** A command may build on another: it goes through the API all the same. */
const reachableByCli = /\/(model|api|cli)\.ts$/

const files = globSync('src/**/*.ts').filter(path => !path.endsWith('.test.ts'))

for (const path of files) {
  test(`${path} stands on the floors below it`, () => {
    const floor = floorOf(path)
    for (const specifier of importsOf(path)) {
      if (specifier.startsWith('.')) checkFile(path, floor, join(dirname(path), specifier))
      else if (specifier.startsWith('node:')) checkNode(floor, specifier)
      else assert.ok(packages[packageOf(specifier)]?.includes(floor), `a ${floor} file may not use ${specifier}`)
    }
  })
}

test('features do not depend on each other in a circle', () => {
  const uses = new Map<string, Set<string>>()
  // Doors stand at the edge: nothing that another feature's verbs need leads through them.
  for (const path of files.filter(path => ['pure', 'store', 'service'].includes(floorOf(path)) && featureOf(path))) {
    const others = importsOf(path).map(specifier => featureOf(join(dirname(path), specifier)))
    const set = uses.get(featureOf(path)) ?? new Set()
    uses.set(featureOf(path), new Set([...set, ...others.filter(other => other && other !== featureOf(path))]))
  }
  const visit = (feature: string, above: string[]) => {
    assert.ok(!above.includes(feature), [...above, feature].join(' → '))
    for (const other of uses.get(feature) ?? []) visit(other, [...above, feature])
  }
  for (const feature of uses.keys()) visit(feature, [])
})

function checkFile(path: string, floor: string, target: string) {
  if (target.endsWith('.json')) return
  assert.ok(floors[floor]?.includes(floorOf(target)), `a ${floor} file may not import ${target}`)
  const [here, there] = [featureOf(path), featureOf(target)]
  if (here && there && here !== there) {
    assert.match(target, floor === 'cli' ? reachableByCli : reachable, `${target} is inside another feature`)
  }
}

function checkNode(floor: string, specifier: string) {
  const mayActuate = floor === 'platform' || floor === 'app'
  // A command waits and watches; what it changes, it changes through the API.
  const isPatience = floor === 'cli' && specifier === 'node:timers/promises'
  assert.ok(mayActuate || isPatience || harmless.includes(specifier), `a ${floor} file may not use ${specifier}`)
}

function floorOf(path: string) {
  const [, top = '', ...rest] = path.split('/')
  if (top in floors) return top
  const name = rest.at(-1)?.replace(/\.ts$/, '') ?? ''
  const lastWord = name.split('-').at(-1) ?? ''
  if (name in floors) return name
  return lastWord === 'page' ? 'page' : 'pure'
}

/** `src/<area>/<feature>`, with the plug-ins that lie in it; empty for what is no feature. */
function featureOf(path: string) {
  const [src, top = '', name = '', ...rest] = path.split('/')
  return src === 'src' && !(top in floors) && rest.length > 0 ? `${top}/${name}` : ''
}

function importsOf(path: string) {
  return [
    ...readFileSync(path, 'utf8').matchAll(
      /^(?:import|export|\}).* from '([^']+)'|^import '([^']+)'|import\('([^']+)'\)/gm,
    ),
  ].map(([, ...specifiers]) => specifiers.find(specifier => specifier !== undefined) as string)
}

function packageOf(specifier: string) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
