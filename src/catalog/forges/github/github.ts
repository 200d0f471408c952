import type { Forge, ForgeRepository, ForgeTools } from '../forge.ts'
import { locateOn, ownerAndName } from '../locate.ts'
import { openPhases } from '../open-lists.ts'
import { type Phase, phase, walk } from '../walk.ts'
import { restOf } from './ask-graphql.ts'
import { itemPages, openNumbers } from './item-pages.ts'
import { branchPages, countPages, forkPages, inlinePages, profilePages, releasePages, starPages } from './list-pages.ts'

export const github: Forge = {
  name: 'github',
  title: 'GitHub',
  locate: (address, origins) => locateOn(address, origins, ownerAndName),
  signIn: token => ({ authorization: `Bearer ${token}`, 'x-github-api-version': '2022-11-28' }),
  probe: origin => `${restOf(origin)}/user`,
  collect: (repository, tools, cursor) => walk(phasesOf(repository, tools), tools, cursor),
}

function phasesOf(repository: ForgeRepository, tools: ForgeTools): Phase[] {
  return [
    phase('issues', 'issues', '议题', from => itemPages(repository, tools, from, false)),
    phase('changes', 'pull requests', '拉取请求', from => itemPages(repository, tools, from, true)),
    ...openPhases({
      issues: () => openNumbers(repository, tools, false),
      changes: () => openNumbers(repository, tools, true),
    }),
    phase('inline', 'comments on lines', '行内评论', from => inlinePages(repository, tools, from)),
    phase('releases', 'releases', '发布', from => releasePages(repository, tools, from)),
    phase('branches', 'branches', '分支', from => branchPages(repository, tools, from)),
    phase('forks', 'forks', '复刻', from => forkPages(repository, tools, from)),
    phase('stars', 'stars', '星标', from => starPages(repository, tools, from)),
    phase('counts', 'counts', '计数', () => countPages(repository, tools)),
    phase('profiles', 'profiles', '个人资料', from => profilePages(repository, tools, from)),
  ]
}
