import type { Account } from '../src/access/accounts/model.ts'
import { actorOf } from '../src/access/accounts/service.ts'
import { addMember, createShippedGroups } from '../src/access/groups/service.ts'
import { assignRoleByDirectory } from '../src/access/roles/service.ts'
import * as projects from '../src/catalog/projects/store.ts'
import type { Context } from '../src/platform/context.ts'
import { updateShipped } from '../src/requests/documents/service.ts'
import { saveManifest } from '../src/supply-chain/inventory/service.ts'
import { openPeople } from './people.ts'

/** A desk with everybody whom the policies that ship ask, on either engine, and a clock that stands until it is moved. */
export async function openDesk(database: string) {
  const people = await openPeople(database)
  const { system } = people
  await createShippedGroups(system)
  await updateShipped(system)

  async function hire(name: string, roles: string[], groups: string[] = []): Promise<Account> {
    const account = await people.add(name, { login: name })
    for (const role of roles) await assignRoleByDirectory(system, { role, holderKind: 'account', holder: account.id })
    for (const group of groups) await addMember(system, { group, account: account.id, role: 'member', until: null })
    return account
  }

  return {
    ...people,
    hire,
    as: async (account: Account): Promise<Context> => ({ ...system, actor: await actorOf(system, account) }),
    /** Makes a project that uses packages of these licenses: `npm/left-pad@1.3.0` → `WTFPL`. */
    async use(project: string, licenses: Record<string, string>) {
      const at = system.now()
      await projects.saveProject(system.db, {
        id: project,
        name: project,
        path: `/code/${project}`,
        kind: 'folder',
        mainPath: null,
        addedAt: at.toISOString(),
      })
      const components = Object.entries(licenses).map(([name, license]) => {
        const [path = '', version = ''] = name.split('@')
        return {
          purl: `pkg:${name}`,
          package: `pkg:${path}`,
          version,
          license,
          relation: 'direct' as const,
          scope: 'runtime' as const,
          manifest: 'package-lock.json',
        }
      })
      const manifest = {
        path: 'package-lock.json',
        reader: 'npm',
        contentHash: JSON.stringify(licenses),
        warnings: [],
        components,
      }
      await saveManifest(system, project, manifest)
    },
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
