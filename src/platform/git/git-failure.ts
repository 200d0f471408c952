import { verbatim } from '../../lib/text/text.ts'
import { Failure } from '../failure.ts'

export function gitMissing(cause: unknown) {
  const sentence = {
    en: 'git is not installed: install it (https://git-scm.com/downloads) and scan again',
    zh: '未安装 git：请先安装（https://git-scm.com/downloads），然后重新扫描',
  }
  return new Failure('unavailable', sentence, { cause })
}

/** What git wrote to its error stream, as one sentence that says what to do. */
export function explainGitFailure(repository: string, message: string): Failure {
  for (const { pattern, explain } of explanations) {
    const match = pattern.exec(message)
    if (match) return explain(repository, match[1] ?? '')
  }
  const said = lastLine(message)
  return new Failure('upstream-failed', {
    en: `git failed in ${repository}: ${said || 'it was ended from outside'}`,
    zh: `git 在 ${repository} 中失败：${said || '被外部终止'}`,
  })
}

/** Which object cannot be read, if that is what git complains about. */
export function unreadableObject(message: string): string | undefined {
  return unreadable.exec(message)?.[1]
}

const unreadable =
  /(?:unable to read|could not read|could not fetch|bad object|bad tree object|bad tree|missing object|could not parse|unable to parse|cannot read|loose object|failed to read object|failed to parse|unpack|object|commit|tree|blob) '?([0-9a-f]{40}(?:[0-9a-f]{24})?)\b/i

const explanations: { pattern: RegExp; explain(repository: string, detail: string): Failure }[] = [
  {
    pattern: /detected dubious ownership/i,
    explain: repository =>
      new Failure('not-allowed', {
        en: `${repository} belongs to another user: run “git config --global --add safe.directory '${repository}'” or update git to 2.38 or later`,
        zh: `${repository} 属于其他用户：请运行 “git config --global --add safe.directory '${repository}'”，或将 git 升级到 2.38 以上`,
      }),
  },
  {
    pattern: /not a git repository|cannot change to|invalid gitfile format/i,
    explain: repository =>
      new Failure('invalid-input', {
        en: `${repository} is not a git repository: check the path, or run “git init” there`,
        zh: `${repository} 不是 git 仓库：请检查路径，或在其中运行 “git init”`,
      }),
  },
  {
    pattern: /unknown repository extension|repository version|unknown hash algorithm|unsupported/i,
    explain: repository =>
      new Failure('unavailable', {
        en: `${repository} needs a newer git than the one installed: update git`,
        zh: `已安装的 git 版本过旧，无法读取 ${repository}：请升级 git`,
      }),
  },
  {
    pattern: unreadable,
    explain: (repository, object) => new Failure('upstream-failed', unreadableText(repository, object)),
  },
]

export function unreadableText(repository: string, object: string) {
  return {
    en: `Object ${object} of ${repository} is missing or damaged: run “git fsck” there, and fetch it again from another copy`,
    zh: `${repository} 中的对象 ${object} 缺失或已损坏：请在其中运行 “git fsck”，并从其他副本重新获取`,
  }
}

function lastLine(message: string) {
  const lines = message.split('\n').filter(line => line.trim() !== '')
  const said = lines.find(line => /^(?:fatal|error):/.test(line)) ?? lines.at(-1) ?? ''
  return verbatim(said.replace(/^(?:fatal|error): /, '').slice(0, 300)).en
}
