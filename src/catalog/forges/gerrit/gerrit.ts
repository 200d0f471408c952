import type { Forge, ForgeRepository, ForgeTools } from '../forge.ts'
import { missing, readAs } from '../forge-problem.ts'
import { locateOn } from '../locate.ts'
import { openPhases } from '../open-lists.ts'
import { walk } from '../walk.ts'
import { branchPages, changePages, openNumbers, type Subject } from './list-pages.ts'
import { gerritProfiles } from './profile-questions.ts'
import { Projects } from './shapes.ts'

/** Changes with their patch sets, messages and votes; Gerrit has neither issues nor stars. */
export const gerrit: Forge = {
  name: 'gerrit',
  title: 'Gerrit',
  locate: (address, origins) =>
    locateOn(address, origins, path => path.replace(/^(a|p|plugins\/gitiles)\//, '') || undefined),
  // The token is a user name and the password for HTTP, with a colon between.
  signIn: token => ({ authorization: `Basic ${Buffer.from(token).toString('base64')}` }),
  probe: (origin, hasToken) => `${origin}${hasToken ? '/a/accounts/self' : '/config/server/version'}`,
  async *collect(repository, tools, cursor) {
    const subject = await findSubject(repository, tools)
    yield* walk(
      [
        { name: 'changes', title: { en: 'changes', zh: '变更' }, pages: from => changePages(subject, from) },
        ...openPhases({ changes: () => openNumbers(subject) }),
        { name: 'branches', title: { en: 'branches', zh: '分支' }, pages: from => branchPages(subject, from) },
      ],
      tools,
      cursor,
      gerritProfiles(subject),
    )
  },
}

/** Names of projects are told apart by capital letters, which addresses in the office have not. */
async function findSubject({ origin, path }: ForgeRepository, tools: ForgeTools): Promise<Subject> {
  const base = `${origin}${tools.isSignedIn ? '/a' : ''}`
  const { json } = await tools.ask(`${base}/projects/?${new URLSearchParams({ m: path, n: '500' })}`)
  const names = Object.keys(readAs(Projects, json, path))
  const project = names.includes(path) ? path : names.find(name => name.toLowerCase() === path.toLowerCase())
  if (project === undefined) throw missing(path, new URL(origin).host)
  return { base, project, tools }
}
