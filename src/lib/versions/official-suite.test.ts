import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { isInRange } from './is-in-range.ts'
import { fromNative } from './native-range.ts'
import { type ParsedRange, parseRange, readRange } from './parse-range.ts'
import { formatRange } from './range.ts'
import type { RangeProblemCode } from './range-problems.ts'
import { compareVersions } from './versions.ts'

const folder = join(import.meta.dirname, '../../../../shared/conformance/vers/tests')
const skip = existsSync(folder) ? false : 'the official VERS test suite is not beside this checkout'

const Versions = z.object({ input_scheme: z.string(), versions: z.array(z.string()) })
const Case = z.discriminatedUnion('test_type', [
  z.object({ test_type: z.literal('comparison'), input: Versions, expected_output: z.array(z.string()) }),
  z.object({ test_type: z.literal('equality'), input: Versions, expected_output: z.boolean() }),
  z.object({
    test_type: z.literal('from_native'),
    input: z.object({ scheme: z.string(), native_range: z.string() }),
    expected_output: z.string(),
  }),
  z.object({
    test_type: z.literal('containment'),
    input: z.object({ vers: z.string(), version: z.string() }),
    expected_output: z.boolean(),
  }),
  z.object({ test_type: z.literal('validate'), input: z.string(), expected_output: z.string() }),
  z.object({
    test_type: z.literal('parse'),
    input: z.string(),
    expected_output: z.object({ scheme: z.string(), version_constraints: z.array(z.array(z.string())) }).optional(),
    expected_message: z.string().optional(),
  }),
])
const Suite = z.object({ tests: z.array(Case) })
type Case = z.infer<typeof Case>

/** What the suite says of a fault, after “non-canonical VERS: ”. */
const messages: Partial<Record<RangeProblemCode, string>> = {
  whitespace: 'whitespace is not permitted',
  'leading-pipe': 'leading pipe is not permitted',
  'trailing-pipe': 'trailing pipe is not permitted',
  'consecutive-pipes': 'consecutive pipes are not permitted',
  'not-sorted': 'constraints are not sorted by version',
  'wrong-encoding': 'invalid percent-encoding in version',
  'encoding-not-canonical': 'percent-encoding in version is not canonical',
  'datetime-case': 'datetime must use uppercase T and Z',
  'datetime-colons': 'datetime time colons must be unencoded',
}

test('the official suite has its 2701 cases', { skip }, () => {
  const cases = readSuites().flatMap(suite => suite.cases)
  assert.equal(cases.length, 2701)
})

for (const { file, cases } of skip ? [] : readSuites()) {
  test(`${file} holds`, () => {
    for (const [index, one] of cases.entries()) {
      assert.deepEqual(answer(one), expectation(one), `${file}, case ${index}: ${JSON.stringify(one)}`)
    }
  })
}

function readSuites(): { file: string; cases: Case[] }[] {
  const files = globSync('*.json', { cwd: folder }).sort()
  return files.map(file => ({ file, cases: Suite.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))).tests }))
}

function answer(one: Case): unknown {
  switch (one.test_type) {
    case 'comparison':
      return sortBothWays(one.input).map(versions => fold(one.input, versions))
    case 'equality':
      return areEqual(one.input)
    case 'from_native':
      return formatted(fromNative(one.input.scheme, one.input.native_range))
    case 'containment':
      return isInRange(rangeOf(readRange(one.input.vers)), one.input.version)
    case 'validate':
      return formatted(readRange(one.input))
    case 'parse':
      return parsed(one.input)
  }
}

function expectation(one: Case): unknown {
  if (one.test_type === 'comparison') {
    const expected = fold(one.input, one.expected_output)
    return [expected, expected]
  }
  return one.test_type === 'parse' ? (one.expected_output ?? one.expected_message) : one.expected_output
}

type Compared = z.infer<typeof Versions>

/** Whatever the order they come in. */
function sortBothWays({ input_scheme: scheme, versions }: Compared): string[][] {
  const order = (a: string, b: string) => compareVersions(scheme, a, b)
  return [versions.toSorted(order), versions.toReversed().sort(order)]
}

/** Of two spellings that NuGet takes for the same, the suite writes down the one in lowercase. */
function fold({ input_scheme: scheme }: Compared, versions: readonly string[]): string[] {
  return versions.map(version => (scheme === 'nuget' ? version.toLowerCase() : version))
}

function areEqual({ input_scheme: scheme, versions: [a = '', b = ''] }: Compared): boolean {
  const order = compareVersions(scheme, a, b)
  assert.equal(Math.sign(compareVersions(scheme, b, a)) + Math.sign(order), 0)
  return order === 0
}

function rangeOf(result: ParsedRange) {
  assert.ok(result.ok)
  return result.range
}

function formatted(result: ParsedRange): string {
  return formatRange(rangeOf(result))
}

function parsed(text: string): unknown {
  const result = parseRange(text)
  if (!result.ok) return `non-canonical VERS: ${messages[result.code]}`
  const { type, constraints } = result.range
  return { scheme: type, version_constraints: constraints.map(({ comparator, version }) => [comparator, version]) }
}
