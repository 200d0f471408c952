import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv } from 'ajv'
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

const message = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } }
const level = { enum: ['none', 'note', 'warning', 'error'] }
const positive = { type: 'integer', minimum: 1 }

/** What SARIF 2.1.0 asks of the parts that we write (OASIS, sections 3.13, 3.14, 3.19, 3.27, 3.28, 3.29, 3.49). */
const sarif = {
  type: 'object',
  required: ['version', 'runs'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['tool'],
        additionalProperties: false,
        properties: { tool: tool(), results: { type: 'array', items: result() } },
      },
    },
  },
}

function tool() {
  const rule = {
    type: 'object',
    required: ['id'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      shortDescription: message,
      help: message,
      defaultConfiguration: { type: 'object', additionalProperties: false, properties: { level } },
    },
  }
  const driver = {
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: {
      name: { type: 'string' },
      version: { type: 'string' },
      rules: { type: 'array', uniqueItems: true, items: rule },
    },
  }
  return { type: 'object', required: ['driver'], additionalProperties: false, properties: { driver } }
}

function result() {
  const artifactLocation = {
    type: 'object',
    additionalProperties: false,
    // A URI reference (RFC 3986), relative to the root of the sources: no spaces, no backslashes.
    properties: { uri: { type: 'string', pattern: "^[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+$" } },
  }
  const region = { type: 'object', additionalProperties: false, properties: { startLine: positive } }
  const physicalLocation = {
    type: 'object',
    required: ['artifactLocation'],
    additionalProperties: false,
    properties: { artifactLocation, region },
  }
  return {
    type: 'object',
    required: ['message'],
    additionalProperties: false,
    properties: {
      ruleId: { type: 'string' },
      ruleIndex: { type: 'integer', minimum: -1 },
      level,
      message,
      locations: {
        type: 'array',
        items: { type: 'object', additionalProperties: false, properties: { physicalLocation } },
      },
      partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
      properties: { type: 'object' },
    },
  }
}

test('a report is SARIF 2.1.0', () => {
  const validate = new Ajv().compile(sarif)
  for (const findings of [[], [denied, unclear, allowed]]) {
    const report = JSON.parse(JSON.stringify(toSarif(findings, { version: '1.0.0', locale: 'zh' })))
    assert.deepEqual([validate(report), validate.errors], [true, null])
  }
})

test('a report holds a result for each component that is not allowed, at its manifest', () => {
  const { runs } = toSarif([denied, allowed, unclear], { version: '1.0.0', locale: 'en' }) as {
    runs: { results: unknown[] }[]
  }
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
  const { runs } = toSarif([denied, unclear], { version: '1.0.0', locale: 'en' }) as {
    runs: {
      tool: { driver: { rules: { id: string; defaultConfiguration: { level: string } }[] } }
      results: { ruleId: string; ruleIndex: number; level: string }[]
    }[]
  }
  const [run] = runs
  const told = run?.results.map(({ ruleId, level }) => [ruleId, level])
  const known = run?.results.map(({ ruleIndex }) => run.tool.driver.rules[ruleIndex])
  assert.deepEqual(
    told,
    known?.map(rule => [rule?.id, rule?.defaultConfiguration.level]),
  )
})
