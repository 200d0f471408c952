import type { Forge, ForgeRepository, ForgeTools } from '../forge.ts'
import { locateOn } from '../locate.ts'
import { openPhases } from '../open-lists.ts'
import { type Phase, phase, walk } from '../walk.ts'
import { itemPages, openNumbers, type Subject } from './item-pages.ts'
import { branchPages, countPages, forkPages, releasePages, starPages } from './list-pages.ts'
import { gitlabProfiles } from './profile-questions.ts'

/** GitLab.com and GitLab on one's own machines: REST v4, in which everything that happens to an item has a list below it. */
export const gitlab: Forge = {
  name: 'gitlab',
  title: 'GitLab',
  // Groups lie in groups.
  locate: (address, origins) =>
    locateOn(address, origins, path =>
      /^[\w.-]+(\/[\w.-]+)+$/.test(path) && !/\/-(\/|$)/.test(path) ? path : undefined,
    ),
  signIn: token => ({ 'private-token': token }),
  // Without a token it lists items, but nothing of what was said or done about them.
  probe: origin => `${origin}/api/v4/user`,
  collect: (repository, tools, cursor) =>
    walk(phasesOf(repository, tools), tools, cursor, gitlabProfiles(repository.origin, tools)),
}

function phasesOf({ origin, path }: ForgeRepository, tools: ForgeTools): Phase[] {
  const subject: Subject = { base: `${origin}/api/v4/projects/${encodeURIComponent(path)}`, path, tools }
  return [
    phase('project', 'counts', '计数', from => countPages(subject, from)),
    phase('issues', 'issues', '议题', from => itemPages(subject, from, false)),
    phase('changes', 'merge requests', '合并请求', from => itemPages(subject, from, true)),
    ...openPhases({ issues: () => openNumbers(subject, false), changes: () => openNumbers(subject, true) }),
    phase('releases', 'releases', '发布', from => releasePages(subject, from)),
    phase('branches', 'branches', '分支', from => branchPages(subject, from)),
    phase('forks', 'forks', '派生', from => forkPages(subject, from)),
    phase('stars', 'stars', '星标', from => starPages(subject, from)),
  ]
}
