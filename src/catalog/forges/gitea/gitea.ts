import type { Forge, ForgeRepository, ForgeTools } from '../forge.ts'
import { locateOn, ownerAndName } from '../locate.ts'
import { openPhases } from '../open-lists.ts'
import { type Phase, phase, walk } from '../walk.ts'
import { itemPages, openNumbers, type Subject } from './item-pages.ts'
import { branchPages, countPages, forkPages, releasePages } from './list-pages.ts'
import { giteaProfiles } from './profile-questions.ts'

/** Gitea, and Forgejo, which has the same interface: Codeberg is one. */
export const gitea: Forge = {
  name: 'gitea',
  title: 'Gitea, Forgejo',
  locate: (address, origins) => locateOn(address, origins, ownerAndName),
  signIn: token => ({ authorization: `token ${token}` }),
  probe: (origin, hasToken) => `${origin}/api/v1/${hasToken ? 'user' : 'version'}`,
  collect: (repository, tools, cursor) =>
    walk(phasesOf(repository, tools), tools, cursor, giteaProfiles(repository.origin, tools)),
}

function phasesOf({ origin, path }: ForgeRepository, tools: ForgeTools): Phase[] {
  const subject: Subject = { base: `${origin}/api/v1/repos/${path}`, path, tools }
  return [
    phase('repository', 'counts', '计数', () => countPages(subject)),
    phase('issues', 'issues', '工单', from => itemPages(subject, from, false)),
    phase('changes', 'pull requests', '合并请求', from => itemPages(subject, from, true)),
    ...openPhases({ issues: () => openNumbers(subject, false), changes: () => openNumbers(subject, true) }),
    phase('releases', 'releases', '发布', from => releasePages(subject, from)),
    phase('branches', 'branches', '分支', from => branchPages(subject, from)),
    phase('forks', 'forks', '派生', from => forkPages(subject, from)),
  ]
}
