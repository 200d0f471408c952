import { basename, resolve } from 'node:path'
import { repositoryAddress } from '../../lib/repository-address/repository-address.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { removeFacts } from '../../platform/facts/fact-files.ts'
import { Failure } from '../../platform/failure.ts'
import { requireFolder } from '../../platform/files/folder.ts'
import { type FoundRepository, findEnclosingRepository, findRepositories } from '../../platform/git/discover.ts'
import { tryGit } from '../../platform/git/run-git.ts'
import { forgetInventory } from '../../supply-chain/inventory/service.ts'
import type { Project, ProjectKind } from './model.ts'
import { slugFor } from './slug.ts'
import * as store from './store.ts'

export function getProjects(ctx: Context): Promise<Project[]> {
  return store.findProjects(ctx.db)
}

export async function getProject(ctx: Context, id: string): Promise<Project> {
  const project = await store.findProjectById(ctx.db, id)
  if (project) return project
  throw new Failure('not-found', {
    en: `There is no project ${id}; \`ospo projects\` lists them`,
    zh: `没有项目 ${id}；用 \`ospo projects\` 查看全部项目`,
  })
}

/**
 * Makes a project of each repository at and below a folder. A folder with none becomes one itself, unless it lies
 * inside a repository: then that one is meant.
 */
export async function addProjects(ctx: Context, path: string): Promise<Project[]> {
  const folder = await requireFolder(path)
  const found = await findProjectsOnDisk(folder)
  return inTransaction(ctx, async ctx => {
    const ids = new Set((await store.findProjects(ctx.db)).map(project => project.id))
    const projects: Project[] = []
    for (const one of found) projects.push(await addProject(ctx, one, ids))
    return projects
  })
}

/** Notes where its repository is cloned from, by which requests name it. */
export async function updateAddress(ctx: Context, { id, path, kind }: Project) {
  if (kind === 'folder') return
  const { code, output } = await tryGit(path, ['config', '--get', 'remote.origin.url'])
  const address = code === 0 ? repositoryAddress(output.toString('utf8')) : undefined
  await inTransaction(ctx, ctx => store.saveAddress(ctx.db, id, address?.toLowerCase()))
}

export async function findProjectByAddress(ctx: Pick<Context, 'db'>, address: string): Promise<Project | undefined> {
  const id = await store.findIdByAddress(ctx.db, address.toLowerCase())
  return id === undefined ? undefined : store.findProjectById(ctx.db, id)
}

/** Where its repository is cloned from, in small letters; undefined where that is nowhere. */
export function findAddressOf(ctx: Pick<Context, 'db'>, id: string): Promise<string | undefined> {
  return store.findAddress(ctx.db, id)
}

/** By project, where its repository is cloned from. */
export function findAddresses(ctx: Pick<Context, 'db'>): Promise<Map<string, string>> {
  return store.findAddresses(ctx.db)
}

/** Takes it out of the office, facts included. The project's own files are not touched. */
export async function removeProject(ctx: Context, id: string) {
  await getProject(ctx, id)
  await inTransaction(ctx, async ctx => {
    await forgetInventory(ctx, id)
    await store.deleteProject(ctx.db, id)
  })
  for (const kind of ['history', 'forge', 'forge-raw']) await removeFacts(ctx.facts.folder(kind, id))
}

interface OnDisk {
  path: string
  kind: ProjectKind
  mainPath?: string
}

async function findProjectsOnDisk(folder: string): Promise<OnDisk[]> {
  const repositories: FoundRepository[] = await findRepositories(folder)
  if (repositories.length > 0) return repositories
  const enclosing = await findEnclosingRepository(folder)
  return [enclosing ?? { path: resolve(folder), kind: 'folder' }]
}

async function addProject(
  ctx: Context,
  { path, kind, mainPath = undefined }: OnDisk,
  ids: Set<string>,
): Promise<Project> {
  const known = await store.findProjectByPath(ctx.db, path)
  const project: Project = {
    id: known?.id ?? slugFor(path, id => ids.has(id)),
    name: known?.name ?? (basename(path).replace(/\.git$/, '') || path),
    path,
    kind,
    mainPath: mainPath ?? null,
    addedAt: known?.addedAt ?? ctx.now().toISOString(),
  }
  ids.add(project.id)
  await store.saveProject(ctx.db, project)
  return project
}
