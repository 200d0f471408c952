import type { Locale } from '../../lib/text/text.ts'
import type { Waiver } from '../../requests/grants/model.ts'
import { words } from './messages.ts'
import type { Finding, Verdict } from './model.ts'

const levels: Record<Exclude<Verdict, 'allow'>, 'error' | 'warning'> = { deny: 'error', review: 'warning' }

const rules = {
  deny: {
    id: 'license-denied',
    text: 'A component’s license is denied by the license policy',
    help: 'Replace the component, choose another of the licenses that it offers, or have an exemption decided and written into the policy.',
  },
  review: {
    id: 'license-review',
    text: 'A component’s license needs a review',
    help: 'Find out the license, or decide and write a rule or an exemption into the policy.',
  },
} as const

/** SARIF 2.1.0 (OASIS), as code scanning of forges reads it. Allowed components are no results. */
export function toSarif(
  findings: readonly Finding[],
  { version, locale }: { version: string; locale: Locale },
): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ospo',
            version,
            rules: (['deny', 'review'] as const).map(verdict => ({
              id: rules[verdict].id,
              shortDescription: { text: rules[verdict].text },
              help: { text: rules[verdict].help },
              defaultConfiguration: { level: levels[verdict] },
            })),
          },
        },
        results: findings.flatMap(finding => resultOf(finding, locale)),
      },
    ],
  }
}

function resultOf(finding: Finding, locale: Locale) {
  const { verdict, purl, reason, manifest, scope, relation, path = [], waiver } = finding
  if (verdict === 'allow') return []
  const way = path.length > 0 ? ` (${[...path, purl].join(' → ')})` : ''
  return {
    ruleId: rules[verdict].id,
    ruleIndex: verdict === 'deny' ? 0 : 1,
    level: levels[verdict],
    message: { text: `${purl}: ${reason[locale]}${way}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(manifest) }, region: { startLine: 1 } } }],
    // The same component in the same file is the same finding in the next run, wherever it stands.
    partialFingerprints: { 'ospo/component': `${manifest} ${purl} ${rules[verdict].id}` },
    properties: { purl, scope, relation },
    ...(waiver && { suppressions: [suppressionOf(waiver, locale)] }),
  }
}

/** A result that a grant waives is shown as suppressed: 3.35, with who accepted it as the justification. */
function suppressionOf(waiver: Waiver, locale: Locale) {
  return { kind: 'external', status: 'accepted', justification: words.waivedBy(waiver)[locale] }
}

/** A path may hold what means something else in a URI: `#`, `?`, `:`. */
function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/')
}
