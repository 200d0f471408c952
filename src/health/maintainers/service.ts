import { findAddresses } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import type { FileTree } from '../../platform/files/file-tree.ts'
import { findEmployersOn } from '../affiliations/enrollments/service.ts'
import { heedIdentities } from '../affiliations/timeline/service.ts'
import { findOwnersOfKeys, keyOfIdentity } from '../identities/service.ts'
import { findAliasFile, findMaintainerFiles } from './find-maintainer-files.ts'
import type { NamedMaintainer, NamedSeats } from './model.ts'
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
  await heedIdentities(ctx)
  const [named, addresses] = await Promise.all([store.findMaintainers(ctx.db, projects), findAddresses(ctx)])
  const keyed = [...named].map(([project, all]) => {
    const host = hostOf(addresses.get(project))
    const deciding = all.filter(({ role }) => role !== 'reviewer')
    return { project, seats: deciding.map(one => ({ ...one, keys: keysOf(one, host) })) }
  })
  const keys = new Set(keyed.flatMap(({ seats }) => seats.flatMap(({ keys }) => keys)))
  const owners = await findOwnersOfKeys(ctx, [...keys])
  const people = [...new Set([...owners.values()].map(({ person }) => person))]
  const employers = await findEmployersOn(ctx, people, day)
  return new Map(
    keyed.map(({ project, seats }) => {
      const teams = new Set(seats.flatMap(({ team }) => team?.toLowerCase() ?? []))
      return [project, { ...countSeats(seats, owners, employers), teams: teams.size }]
    }),
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

/** Somebody named twice has one seat. Of whom nothing was ever seen it is not known where they work. */
function countSeats(
  seats: readonly (NamedMaintainer & { keys: string[] })[],
  owners: Owners,
  employers: ReadonlyMap<string, string>,
): Omit<NamedSeats, 'teams'> {
  const holders = new Map<string, { kind: string; organization: string | null }>()
  for (const { keys, name, team } of seats) {
    if (team !== null) continue
    const owner = keys.flatMap(key => owners.get(key) ?? [])[0]
    const holder = owner?.person ?? keys[0] ?? name
    if (holder === null || holder === undefined) continue
    const organization = owner ? (employers.get(owner.person) ?? null) : null
    holders.set(holder, { kind: owner?.kind ?? 'person', organization })
  }
  const all = [...holders.values()]
  const people = Map.groupBy(
    all.filter(({ kind }) => kind !== 'bot' && kind !== 'ai-agent'),
    ({ organization }) => organization,
  )
  return {
    people: new Map([...people].map(([organization, own]) => [organization, own.length])),
    bots: all.filter(({ kind }) => kind === 'bot').length,
    agents: all.filter(({ kind }) => kind === 'ai-agent').length,
  }
}
