import type { Forge } from './forge.ts'
import { gerrit } from './gerrit/gerrit.ts'
import { gitea } from './gitea/gitea.ts'
import { gitee } from './gitee/gitee.ts'
import { github } from './github/github.ts'
import { gitlab } from './gitlab/gitlab.ts'
import type { ForgeKind } from './model.ts'

export const forges: readonly Forge[] = [github, gitlab, gitea, gitee, gerrit]

export function getForge(kind: ForgeKind): Forge {
  const forge = forges.find(({ name }) => name === kind)
  if (!forge) throw new Error(`no plug-in for ${kind}`)
  return forge
}
