import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { parseJson } from '../json.ts'
import { type Warning, withWarnings } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatRepositoryPurl } from '../repository-package-url.ts'
import { withoutSecrets } from '../source-url.ts'
import { listIn, recordIn, recordsIn, textIn } from '../untrusted.ts'

/** flake.lock of Nix: the repositories that a flake takes its inputs from. */
export const nixFlake: LockfileReader = {
  name: 'nix-flake',
  reads: path => /(^|\/)flake\.lock$/.test(path),
  read,
}

type Nodes = ReadonlyMap<string, Record<string, unknown>>

function read(text: string): Inventory {
  const lock = recordIn(parseJson(text))
  const nodes: Nodes = new Map(recordsIn(lock['nodes']))
  const root = textIn(lock['root'])
  if (root === undefined || !nodes.has(root))
    throw new SyntaxError('This is no flake.lock: it has no root among its nodes')
  const locked = new Map<string, LockedPackage>()
  const warnings: Warning[] = []
  for (const [name, { locked: source }] of nodes) {
    const { type } = recordIn(source)
    const purl = formatInputPurl(recordIn(source))
    if (purl) locked.set(name, { purl, needs: [] })
    else if (name !== root && type !== 'path') warnings.push(warnOfInput(name))
  }
  const find = (name: string) =>
    Object.values(recordIn(nodes.get(name)?.['inputs'])).flatMap(
      input => locked.get(findNode(nodes, root, input) ?? '') ?? [],
    )
  for (const [name, one] of locked) one.needs = find(name).map(of => ({ of, optional: false }))
  const direct = find(root).map((of): DirectNeed => ({ of, scope: 'runtime' }))
  return withWarnings(listDependencies({ packages: locked.values(), direct, complete: true }), warnings)
}

/** An input that follows others is a way to its node, from the root, on which others may follow again. */
function findNode(nodes: Nodes, root: string, input: unknown, depth = 0): string | undefined {
  if (typeof input === 'string') return input
  let at: string | undefined = root
  for (const step of listIn(input).slice(0, longestWay)) {
    const inputs: Record<string, unknown> = recordIn(nodes.get(at ?? '')?.['inputs'])
    const next = Object.hasOwn(inputs, String(step)) ? inputs[String(step)] : undefined
    at = depth < mostFollowing ? findNode(nodes, root, next, depth + 1) : undefined
  }
  return at
}

const longestWay = 10
const mostFollowing = 3

const hosts: ReadonlyMap<string, string> = new Map([
  ['github', 'github.com'],
  ['gitlab', 'gitlab.com'],
  ['sourcehut', 'git.sr.ht'],
])

function formatInputPurl({ type, host, owner, repo, url, rev }: Record<string, unknown>): string | undefined {
  const server = textIn(host) ?? hosts.get(textIn(type) ?? '')
  const address = server && textIn(owner) && textIn(repo) ? `https://${server}/${owner}/${repo}` : textIn(url)
  if (!address || type === 'path' || type === 'indirect') return undefined
  const [plain = ''] = withoutSecrets(address).split('?', 1)
  if (type !== 'tarball' && type !== 'file') return formatRepositoryPurl(plain, { version: textIn(rev) })
  // GitHub and its like give out the tree of a commit as a file.
  const [, repository] = /^(https:\/\/(?:github\.com|codeberg\.org|gitlab\.com)\/[^/]+\/[^/]+)\//.exec(plain) ?? []
  return repository && formatRepositoryPurl(repository, { version: textIn(rev) ?? /\b[\da-f]{40}\b/.exec(plain)?.[0] })
}

function warnOfInput(name: string): Warning {
  return {
    text: {
      en: `The input ${name} is missing: where it comes from leads to no known host`,
      zh: `缺少输入 ${name}：其来源没有指向已知主机`,
    },
  }
}
