import type { Forge, ForgeRepository, ForgeTools } from '../forge.ts'
import { locateOn, ownerAndName } from '../locate.ts'
import { openPhases } from '../open-lists.ts'
import { type Phase, phase, walk } from '../walk.ts'
import { itemPages, openNumbers, type Subject } from './item-pages.ts'
import { branchPages, countPages, forkPages, releasePages, starPages } from './list-pages.ts'
import { giteeProfiles } from './profile-questions.ts'

export const gitee: Forge = {
  name: 'gitee',
  title: 'Gitee',
  locate: (address, origins) => locateOn(address, origins, ownerAndName),
  // Not in the address, where answers that are kept would hold it.
  signIn: token => ({ authorization: `Bearer ${token}` }),
  probe: (origin, hasToken) => `${origin}/api/v5/${hasToken ? 'user' : 'emojis'}`,
  collect: (repository, tools, cursor) =>
    walk(phasesOf(repository, tools), tools, cursor, giteeProfiles(repository.origin, tools)),
}

function phasesOf({ origin, path }: ForgeRepository, tools: ForgeTools): Phase[] {
  const subject: Subject = { base: `${origin}/api/v5/repos/${path}`, path, tools }
  return [
    phase('repository', 'counts', '计数', () => countPages(subject)),
    phase('issues', 'issues', '议题', from => itemPages(subject, from, false)),
    phase('changes', 'pull requests', '拉取请求', from => itemPages(subject, from, true)),
    ...openPhases({ issues: () => openNumbers(subject, false), changes: () => openNumbers(subject, true) }),
    phase('releases', 'releases', '发布', from => releasePages(subject, from)),
    phase('branches', 'branches', '分支', from => branchPages(subject, from)),
    phase('forks', 'forks', '复刻', from => forkPages(subject, from)),
    phase('stars', 'stars', '星标', from => starPages(subject, from)),
  ]
}
