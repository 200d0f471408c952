import type { GroupSummary } from '../../access/groups/model.ts'
import { getGroups } from '../../access/groups/service.ts'
import { findAddresses, getProject } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import type { FileTree } from '../../platform/files/file-tree.ts'
import { findEmployersOfNamed, findEmployersOn } from '../affiliations/enrollments/service.ts'
import { heedIdentities } from '../affiliations/timeline/service.ts'
import { type Mask, readMask } from '../identities/display/service.ts'
import { findOwnersOfKeys, keyOfIdentity } from '../identities/service.ts'
import { findAliasFile, findMaintainerFiles } from './find-maintainer-files.ts'
import type { NamedHolder, NamedMaintainer, NamedSeats, ProjectMaintainers } from './model.ts'
import { parseAliases, parseMaintainers } from './parse-maintainers.ts'
import * as store from './store.ts'

const largestFile = 4 * 1024 * 1024

/** Notes whom the files of a project name as those who decide there. */
export async function updateMaintainers(ctx: Context, project: string, tree: FileTree) {
  const aliasFile = findAliasFile(tree.paths)
  const aliases = aliasFile === undefined ? undefined : parseAliases(await readText(tree, aliasFile))
  const all: NamedMaintainer[] = []
  for (const path of findMaintainerFiles(tree.paths))
    all.push(...parseMaintainers(path, await readText(tree, path), aliases))
  await inTransaction(ctx, ctx => store.replaceMaintainers(ctx.db, project, all))
}

async function readText(tree: FileTree, path: string): Promise<string> {
  return (await tree.read(path, largestFile))?.toString('utf8') ?? ''
}

/** Who has a seat by the files, and for whom they work on the day. By project; those whose files name nobody are left out. */
export async function findNamedSeats(
  ctx: Pick<Context, 'db' | 'now'>,
  projects: readonly string[],
  day: string,
): Promise<Map<string, NamedSeats>> {
  const named = await findNamed(ctx, projects, day)
  return new Map([...named].map(([project, all]) => [project, countSeats(all)]))
}

/** All whom the files of a project name, as this reader may see them. */
export async function getMaintainers(ctx: Context, project: string): Promise<ProjectMaintainers> {
  await getProject(ctx, project)
  const day = ctx.now().toISOString().slice(0, 10)
  const named = (await findNamed(ctx, [project], day)).get(project) ?? { holders: [], teams: [] }
  const [{ show }, groups] = await Promise.all([readMask(ctx), getGroups(ctx)])
  const shown = named.holders.flatMap(holder => showHolder(holder, show) ?? [])
  const { people, bots, agents, teams } = countSeats(named)
  return {
    ...{ project, day, hidden: named.holders.length - shown.length },
    seats: { people: [...people.values()].reduce((sum, count) => sum + count, 0), bots, agents, teams: teams.length },
    holders: [...shown, ...named.teams.map(team => showTeam(team, groups))],
  }
}

interface Holder {
  key: string
  kind: 'person' | 'bot' | 'ai-agent'
  organization: string | null
  named: NamedMaintainer[]
}

interface Team {
  team: string
  named: NamedMaintainer[]
}

interface Named {
  holders: Holder[]
  teams: Team[]
}

async function findNamed(
  ctx: Pick<Context, 'db' | 'now'>,
  projects: readonly string[],
  day: string,
): Promise<Map<string, Named>> {
  await heedIdentities(ctx)
  const [named, addresses] = await Promise.all([store.findMaintainers(ctx.db, projects), findAddresses(ctx)])
  const keyed = [...named].map(([project, all]) => {
    const host = hostOf(addresses.get(project))
    return { project, all: all.map(one => ({ one, keys: keysOf(one, host) })) }
  })
  const owners = await findOwnersOfKeys(ctx, [...new Set(keyed.flatMap(({ all }) => all.flatMap(({ keys }) => keys)))])
  const people = [...new Set([...owners.values()].map(({ person }) => person))]
  const byName = keyed.flatMap(({ all }) =>
    all.flatMap(({ one, keys }) => {
      const { key } = holderOf({ one, keys }, owners)
      return key === undefined ? [] : [{ person: key, email: one.email, keys }]
    }),
  )
  const employers = new Map([
    ...(await findEmployersOfNamed(ctx, byName, day)),
    ...(await findEmployersOn(ctx, people, day)),
  ])
  return new Map(
    keyed.map(({ project, all }) => [project, { holders: holdersOf(all, owners, employers), teams: teamsOf(all) }]),
  )
}

function keysOf({ email, login }: NamedMaintainer, host: string): string[] {
  return keyOfIdentity({ ...(email !== null && { email }), ...(login !== null && { login, host }) })
}

/** An account is named without its host: it is one of where the project is. */
function hostOf(address: string | undefined): string {
  return address && URL.canParse(address) ? new URL(address).host : 'github.com'
}

type Owners = ReadonlyMap<string, { person: string; kind: string }>
type Keyed = { one: NamedMaintainer; keys: string[] }

/** Whoever was seen before is told by that; else by how the files name them. Teams are nobody. */
function holderOf({ one, keys }: Keyed, owners: Owners) {
  if (one.team !== null) return { key: undefined, owner: undefined }
  const owner = keys.flatMap(key => owners.get(key) ?? [])[0]
  return { key: owner?.person ?? keys[0] ?? one.name ?? undefined, owner }
}

/** Somebody named twice is one. */
function holdersOf(all: readonly Keyed[], owners: Owners, employers: ReadonlyMap<string, string>): Holder[] {
  const holders = new Map<string, Holder>()
  for (const { one, keys } of all) {
    const { key, owner } = holderOf({ one, keys }, owners)
    if (key === undefined) continue
    const kind = owner?.kind === 'bot' || owner?.kind === 'ai-agent' ? owner.kind : 'person'
    const organization = employers.get(key) ?? null
    holders.set(key, { key, kind, organization, named: [...(holders.get(key)?.named ?? []), one] })
  }
  return [...holders.values()]
}

/** Names of organizations and teams do not tell capitals apart. */
function teamsOf(all: readonly Keyed[]): Team[] {
  const named = all.flatMap(({ one }) => (one.team === null ? [] : [{ ...one, team: one.team }]))
  return [...Map.groupBy(named, ({ team }) => team.toLowerCase()).values()].map(same => ({
    team: same[0]?.team ?? '',
    named: same,
  }))
}

function countSeats({ holders, teams }: Named): NamedSeats {
  const seated = holders.filter(({ named }) => decides(named))
  const count = (kind: Holder['kind']) => seated.filter(holder => holder.kind === kind).length
  const people = Map.groupBy(
    seated.filter(({ kind }) => kind === 'person'),
    ({ organization }) => organization,
  )
  return {
    people: new Map([...people].map(([organization, own]) => [organization, own.length])),
    ...{ bots: count('bot'), agents: count('ai-agent') },
    teams: teams.filter(({ named }) => decides(named)).map(({ team }) => team),
  }
}

function decides(named: readonly NamedMaintainer[]): boolean {
  return named.some(({ role }) => role !== 'reviewer')
}

/** By what the files call them first; with a pseudonym, nothing else tells who it is. */
function showHolder({ key, named, ...holder }: Holder, show: Mask['show']): NamedHolder | undefined {
  const first = <Part extends 'name' | 'login' | 'email'>(part: Part) => named.find(one => one[part] !== null)?.[part]
  const login = first('login') ?? null
  const email = first('email') ?? ''
  const plain = { id: key, name: first('name') ?? (login === null ? email : `@${login}`), email }
  const shown = show(plain)
  if (!shown) return undefined
  return {
    ...holder,
    name: shown.name,
    login: shown.name === plain.name ? login : null,
    group: null,
    ...placesOf(named),
  }
}

function showTeam({ team, named }: Team, groups: readonly GroupSummary[]): NamedHolder {
  const called = [team.toLowerCase(), `@${team.toLowerCase()}`]
  const group = groups.find(({ name, claim, externalId }) =>
    [name, claim, externalId].some(word => word !== null && called.includes(word.toLowerCase())),
  )
  return {
    ...{ kind: 'team', name: `@${team}`, login: null, organization: null },
    group: group ? { id: group.id, name: group.name, members: group.members } : null,
    ...placesOf(named),
  }
}

function placesOf(named: readonly NamedMaintainer[]) {
  return {
    roles: [...new Set(named.map(({ role }) => role))],
    hasSeat: decides(named),
    paths: [...new Set(named.map(({ path }) => path))],
  }
}
