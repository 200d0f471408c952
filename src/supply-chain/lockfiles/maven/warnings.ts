import type { Inventory } from '../lockfile-reader.ts'
import type { Artifact, Declared, Pom } from './pom.ts'

type Warning = NonNullable<Inventory['warnings']>[number]

export function warnOfUnresolvedName(one: Declared): Warning {
  const name = nameOf(one)
  return {
    text: { en: `This names no artifact: ${name}`, zh: `这里没有指明构件：${name}` },
    line: one.line,
  }
}

export function warnOfUnresolvedVersion(one: Declared): Warning {
  const name = nameOf(one)
  return {
    text: { en: `The version of ${name} is not set in this file`, zh: `本文件没有设定 ${name} 的版本` },
    line: one.line,
  }
}

/** One for all: with a parent such as Spring Boot's it would be nearly every dependency. */
export function warnOfManagedElsewhere(count: number, parent: Artifact | undefined, line: number): Warning {
  if (!parent) {
    const text = {
      en: `Dependencies without a version in this file: ${count}`,
      zh: `本文件中未指定版本的依赖：${count} 个`,
    }
    return { text, line }
  }
  const name = nameOf(parent)
  const text = {
    en: `Dependencies whose version is left to the parent ${name} or to a bill of materials: ${count}`,
    zh: `版本由父项目 ${name} 或物料清单（BOM）决定的依赖：${count} 个`,
  }
  return { text, line }
}

export function warnOfImport(one: Artifact): Warning {
  const name = nameOf(one)
  return {
    text: {
      en: `The bill of materials ${name} may set versions that are not known here`,
      zh: `物料清单（BOM）${name} 可能设定了此处未知的版本`,
    },
    line: one.line,
  }
}

export function warnOfProfile({ id, line }: Pom['profiles'][number]): Warning {
  return {
    text: {
      en: `The profile ${id} asks for more, which is not listed`,
      zh: `配置 ${id}（profile）还需要其他依赖，未列出`,
    },
    line,
  }
}

function nameOf({ groupId, artifactId, version }: Artifact): string {
  return [groupId, artifactId, version].filter(Boolean).join(':').slice(0, 200)
}
