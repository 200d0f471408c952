import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Text } from '../../lib/text/text.ts'
import { licenseClasses } from './license-classes.ts'
import { LicensePolicy } from './model.ts'

export type ParsedPolicy = { policy: LicensePolicy } | { problem: Text }

const longest = 1024 * 1024

/** Reads a policy written in YAML or JSON. `name` is what to call it in what is said of it. */
export function parsePolicy(source: string, name: string): ParsedPolicy {
  if (source.length > longest) return problem(name, 1, 'longer than 1 MiB', '超过 1 MiB')
  const lines = new LineCounter()
  // Aliases could unfold without end; a policy needs none.
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true })
  const [error] = document.errors
  if (error) return notYaml(name, lines.linePos(error.pos[0]).line, error.message)

  const lineOf = (path: PropertyKey[]) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range))
        return lines.linePos(Number(node.range[0])).line
    }
    return 1
  }
  const plain = toPlain(document)
  if (plain === undefined)
    return problem(name, 1, 'an alias (*name) has no place in a policy', '策略中不能使用别名（*name）')
  const parsed = LicensePolicy.safeParse(plain)
  if (!parsed.success) return explain(name, plain, parsed.error.issues[0], lineOf)
  return checkClasses(parsed.data, name, lineOf)
}

/** The parser is recursive, so that nesting without end is its stack's end. */
function notYaml(name: string, line: number, message: string): ParsedPolicy {
  if (/call stack/.test(message)) return problem(name, line, 'nested too deeply', '嵌套过深')
  const [why = ''] = message.split(' at line')
  return problem(name, line, `neither YAML nor JSON: ${why}`, `既不是 YAML 也不是 JSON：${why}`)
}

function toPlain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    return undefined
  }
}

function explain(
  name: string,
  plain: unknown,
  issue: z.core.$ZodIssue | undefined,
  lineOf: (path: PropertyKey[]) => number,
): ParsedPolicy {
  const where = issue?.path.map(String).join('.') || 'policy'
  const why = issue?.message ?? 'invalid'
  const chinese = LicensePolicy.safeParse(plain, { error: z.locales.zhCN().localeError })
  const whyInChinese = chinese.error?.issues[0]?.message ?? why
  return problem(name, lineOf(issue?.path ?? []), `${where}: ${why}`, `${where}：${whyInChinese}`)
}

/** A class that does not exist would silently fit nothing. */
function checkClasses(policy: LicensePolicy, name: string, lineOf: (path: PropertyKey[]) => number): ParsedPolicy {
  for (const [i, rule] of policy.rules.entries()) {
    const unknown = rule.licenses.find(
      pattern => pattern.startsWith('{') && !Object.hasOwn(licenseClasses, pattern.slice(1, -1)),
    )
    if (unknown === undefined) continue
    const known = Object.keys(licenseClasses).join(', ')
    const line = lineOf(['rules', i, 'licenses'])
    return problem(name, line, `there is no class ${unknown}; there are ${known}`, `没有类别 ${unknown}；现有 ${known}`)
  }
  return { policy }
}

function problem(name: string, line: number, en: string, zh: string): ParsedPolicy {
  return { problem: { en: `${name}:${line}: ${en}`, zh: `${name}:${line}：${zh}` } }
}
