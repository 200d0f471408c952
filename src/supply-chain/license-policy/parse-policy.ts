import type { Text } from '../../lib/text/text.ts'
import { readYaml, type YamlProblem } from '../../lib/yaml/read-yaml.ts'
import { licenseClasses } from './license-classes.ts'
import { LicensePolicy } from './model.ts'

export type ParsedPolicy = { policy: LicensePolicy } | { problem: Text }

/** Reads a policy written in YAML or JSON. `name` is what to call it in what is said of it. */
export function parsePolicy(source: string, name: string): ParsedPolicy {
  const read = readYaml(source, name, LicensePolicy, unknownClasses)
  return 'problem' in read ? read : { policy: read.value }
}

/** A class that does not exist would silently fit nothing. */
function* unknownClasses(policy: LicensePolicy): Generator<YamlProblem> {
  for (const [i, rule] of policy.rules.entries()) {
    const unknown = rule.licenses.find(
      pattern => pattern.startsWith('{') && !Object.hasOwn(licenseClasses, pattern.slice(1, -1)),
    )
    if (unknown === undefined) continue
    const known = Object.keys(licenseClasses).join(', ')
    yield {
      path: ['rules', i, 'licenses'],
      problem: { en: `there is no class ${unknown}; there are ${known}`, zh: `没有类别 ${unknown}；现有 ${known}` },
    }
  }
}
