import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { canonicalizePurl, formatPurl, type PurlParts, parsePurl } from './purl.ts'

const folder = join(import.meta.dirname, '../../../../shared/conformance/purl/tests')
const skip = existsSync(folder) ? false : 'the official purl test suite is not beside this checkout'

const Parts = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string()), z.null()]))
const Suite = z.object({
  tests: z.array(
    z.object({
      description: z.string(),
      test_type: z.enum(['parse', 'build', 'validate']),
      input: z.union([z.string(), Parts]),
      expected_output: z.union([z.string(), Parts, z.null()]).optional(),
      expected_failure: z.boolean().default(false),
    }),
  ),
})
type Case = z.infer<typeof Suite>['tests'][number]

test('the official suite has its 586 cases', { skip }, () => {
  const cases = readSuites().flatMap(suite => suite.cases)
  assert.equal(cases.length, 586)
})

for (const { file, cases } of skip ? [] : readSuites()) {
  test(`${file} holds`, () => {
    for (const [index, one] of cases.entries()) check(one, `${file}, case ${index}: ${one.description}`)
  })
}

function readSuites(): { file: string; cases: Case[] }[] {
  const files = globSync('*/*.json', { cwd: folder }).sort()
  return files.map(file => ({ file, cases: Suite.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))).tests }))
}

function check({ test_type: kind, input, expected_output: expected, expected_failure: fails }: Case, title: string) {
  const run = () => answer(kind, input)
  if (fails) assert.throws(run, SyntaxError, title)
  else assert.deepEqual(run(), typeof expected === 'string' ? expected : withoutNulls(expected ?? {}), title)
}

function answer(kind: Case['test_type'], input: Case['input']): unknown {
  if (typeof input !== 'string') return formatPurl(readParts(input))
  return kind === 'parse' ? parsePurl(input) : canonicalizePurl(input)
}

/** The suite writes absent parts as null; without a type or a name there is nothing our types would let us build. */
function readParts(parts: z.infer<typeof Parts>): PurlParts {
  return { type: '', name: '', ...withoutNulls(parts) }
}

function withoutNulls(parts: z.infer<typeof Parts>): object {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null))
}
