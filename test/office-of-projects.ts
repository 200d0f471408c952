import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { summarizeProject } from '../src/catalog/office/service.ts'
import { addProjects } from '../src/catalog/projects/service.ts'
import { mineChanges, mineCommits, recordFiles } from '../src/health/history/service.ts'
import { learnProject } from '../src/health/identities/service.ts'
import { createRepository, git, type NewCommit } from './repositories.ts'
import { openOfficeOfPeople } from './staff.ts'

export interface SmallCommit {
  /** `Ada` is Ada <ada@x.example>. */
  by: string
  at: string
  files?: Record<string, string>
}

export interface SmallProject {
  commits: SmallCommit[]
  /** Of the newest commit. */
  tag?: string
}

/** An office that has read the histories of some small projects, by their names. */
export async function openOfficeOfProjects(projects: Record<string, SmallProject>) {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-projects-office-'))
  const office = await openOfficeOfPeople({ data: join(folder, 'data') })
  const { admin, app } = office
  for (const [name, { commits, tag }] of Object.entries(projects)) {
    const path = createRepository(join(folder, name), commits.map(toCommit))
    if (tag) git(path, ['tag', tag, 'main'])
    const [project] = await addProjects(admin, path)
    if (!project) throw new Error(`no project at ${path}`)
    await mineCommits(admin, project)
    await recordFiles(admin, project)
    await mineChanges(admin, project)
    await learnProject(admin, project.id)
    await summarizeProject(admin, project.id)
  }
  return {
    ...office,
    async close() {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function toCommit({ by, at, files = { 'a.ts': `${at}\n` } }: SmallCommit): NewCommit {
  const email = `${by.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}@x.example`
  const ident = `${by} <${email}> ${Date.parse(at) / 1000} +0000`
  return { author: ident, committer: ident, files }
}
