import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import type { Finding } from './model.ts'
import { toSarif } from './report.ts'

const denied: Finding = {
  purl: 'pkg:npm/a@1.0.0',
  license: 'AGPL-3.0-only',
  relation: 'transitive',
  scope: 'runtime',
  manifest: 'web #1/package-lock.json',
  path: ['pkg:npm/b@1.0.0'],
  verdict: 'deny',
  reason: { en: 'AGPL-3.0-only: no', zh: 'AGPL-3.0-only：不可' },
}
const unclear: Finding = {
  purl: 'pkg:npm/c@2.0.0',
  relation: 'direct',
  scope: 'development',
  manifest: 'package-lock.json',
  verdict: 'review',
  reason: { en: 'no license is stated', zh: '未声明许可证' },
}
const allowed: Finding = { ...unclear, license: 'MIT', verdict: 'allow', reason: { en: 'MIT: fine', zh: 'MIT：可以' } }

const Message = z.strictObject({ text: z.string().min(1) })
const Level = z.enum(['none', 'note', 'warning', 'error'])

/** What SARIF 2.1.0 (OASIS) asks of the parts that we write: sections 3.13, 3.14, 3.18, 3.19, 3.27 to 3.30, 3.49. */
const Sarif = z.strictObject({
  $schema: z.url().optional(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          version: z.string().optional(),
          rules: z.array(
            z.strictObject({
              id: z.string(),
              shortDescription: Message,
              help: Message,
              defaultConfiguration: z.strictObject({ level: Level }),
            }),
          ),
        }),
      }),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(-1),
          level: Level,
          message: Message,
          locations: z.array(
            z.strictObject({
              physicalLocation: z.strictObject({
                // A URI reference (RFC 3986), relative to the root of the sources: no spaces, no backslashes.
                artifactLocation: z.strictObject({ uri: z.string().regex(/^[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+$/) }),
                region: z.strictObject({ startLine: z.int().min(1) }),
              }),
            }),
          ),
          partialFingerprints: z.record(z.string(), z.string()),
          properties: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ),
})

test('a report is SARIF 2.1.0', () => {
  for (const findings of [[], [denied, unclear, allowed]]) {
    const report = JSON.parse(JSON.stringify(toSarif(findings, { version: '1.0.0', locale: 'zh' })))
    assert.deepEqual(Sarif.parse(report), report)
  }
})

test('a report holds a result for each component that is not allowed, at its manifest', () => {
  const { runs } = Sarif.parse(toSarif([denied, allowed, unclear], { version: '1.0.0', locale: 'en' }))
  assert.deepEqual(runs[0]?.results, [
    {
      ruleId: 'license-denied',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'pkg:npm/a@1.0.0: AGPL-3.0-only: no (pkg:npm/b@1.0.0 → pkg:npm/a@1.0.0)' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'web%20%231/package-lock.json' },
            region: { startLine: 1 },
          },
        },
      ],
      partialFingerprints: { 'ospo/component': 'web #1/package-lock.json pkg:npm/a@1.0.0 license-denied' },
      properties: { purl: 'pkg:npm/a@1.0.0', scope: 'runtime', relation: 'transitive' },
    },
    {
      ruleId: 'license-review',
      ruleIndex: 1,
      level: 'warning',
      message: { text: 'pkg:npm/c@2.0.0: no license is stated' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'package-lock.json' }, region: { startLine: 1 } } }],
      partialFingerprints: { 'ospo/component': 'package-lock.json pkg:npm/c@2.0.0 license-review' },
      properties: { purl: 'pkg:npm/c@2.0.0', scope: 'development', relation: 'direct' },
    },
  ])
})

test('a report gives each result the id, the place and the level of its rule', () => {
  const [run] = Sarif.parse(toSarif([denied, unclear], { version: '1.0.0', locale: 'en' })).runs
  const told = run?.results.map(({ ruleId, level }) => [ruleId, level])
  const rules = run?.results.map(({ ruleIndex }) => run.tool.driver.rules[ruleIndex])
  assert.deepEqual(
    told,
    rules?.map(rule => [rule?.id, rule?.defaultConfiguration.level]),
  )
})
