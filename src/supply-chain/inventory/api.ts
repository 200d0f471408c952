import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { EndOfLife } from './end-of-life/model.ts'
import { listEndsOfLife, removeEndOfLife, setEndsOfLife } from './end-of-life/service.ts'
import { HistoryChange, HistoryUpdate } from './history/model.ts'
import * as history from './history/service.ts'
import { Inventory, PackageSummary, PackageUse } from './model.ts'
import { NamedOwnership, Ownership } from './owners/model.ts'
import { listOwners, setOwners } from './owners/service.ts'
import { FoundComponents } from './search/model.ts'
import { searchComponents } from './search/service.ts'
import * as service from './service.ts'

/** Of a list by package URL: a part of it, and where to begin. */
const listed = {
  text: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
}

export const getInventory = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/components',
  summary: {
    en: 'What a project uses: its manifests, and each component with version, license and the way to it',
    zh: '项目使用了什么：清单文件，以及各组件的版本、许可证和依赖路径',
  },
  permission: 'office.read',
  input: z.object({ project: z.string() }),
  output: Inventory,
  handle: (ctx, { project }) => service.getInventory(ctx, project),
})

export const readFolder = endpoint({
  method: 'POST',
  path: '/api/inventories',
  summary: {
    en: 'Read what a folder on the server uses, and if asked what is installed in it, without keeping it',
    zh: '读取服务器上某文件夹使用的组件（可包括其中已安装的软件包），但不保存',
  },
  permission: 'office.change',
  input: z.object({ path: z.string(), installed: z.boolean().default(false) }),
  output: Inventory,
  handle: (ctx, { path, installed }) => service.readFolderInventory(ctx, path, { installed }),
})

export const listPackages = endpoint({
  method: 'GET',
  path: '/api/packages',
  summary: { en: 'Find packages that projects use, the most used first', zh: '查找各项目使用的软件包，使用最多的在前' },
  permission: 'office.read',
  input: z.object({
    text: z.string().optional(),
    type: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ packages: z.array(PackageSummary) }),
  handle: async (ctx, search) => ({ packages: await service.findPackages(ctx, search) }),
})

export const getPackageUses = endpoint({
  method: 'GET',
  path: '/api/packages/{purl}',
  summary: { en: 'Who uses a package, in which versions', zh: '谁在使用某软件包、使用哪些版本' },
  permission: 'office.read',
  input: z.object({ purl: z.string() }),
  output: z.object({ uses: z.array(PackageUse) }),
  handle: async (ctx, { purl }) => ({ uses: await service.getPackageUses(ctx, purl) }),
})

export const findComponents = endpoint({
  method: 'GET',
  path: '/api/components',
  summary: {
    en: 'Who holds what: by name, package URL, versions (log4j-core < 2.17), license:, supplier:, owner:, product:, project:, eol:',
    zh: '查找谁在使用什么：名称、软件包 URL、版本（log4j-core < 2.17）、license:、supplier:、owner:、product:、project:、eol:',
  },
  permission: 'office.read',
  input: z.object({
    text: z.string().max(500),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).max(10_000).default(0),
  }),
  output: FoundComponents,
  handle: (ctx, { text, ...page }) => searchComponents(ctx, text, page),
})

export const listComponentOwners = endpoint({
  method: 'GET',
  path: '/api/component-owners',
  summary: {
    en: 'List who answers for which packages and versions; what an owner of their product answers for is not repeated',
    zh: '列出软件包及其版本的负责人（不重复列出产品负责人所负责的组件）',
  },
  permission: 'office.read',
  input: z.object({ owner: z.string().max(200).optional(), ...listed }),
  output: z.object({ owners: z.array(NamedOwnership) }),
  handle: async (ctx, search) => ({ owners: await listOwners(ctx, search) }),
})

export const setComponentOwners = endpoint({
  method: 'PUT',
  path: '/api/component-owners',
  summary: { en: 'Say who answers for packages, or versions of them', zh: '设置软件包或其版本的负责人' },
  permission: 'office.change',
  input: z.object({ owners: z.array(Ownership).min(1).max(5000) }),
  output: z.object({ set: z.number(), unknown: z.array(z.string()) }),
  handle: (ctx, { owners }) => setOwners(ctx, owners),
})

export const listEnds = endpoint({
  method: 'GET',
  path: '/api/ends-of-life',
  summary: { en: 'List until when versions are kept up', zh: '列出各版本的支持终止日期' },
  permission: 'office.read',
  input: z.object(listed),
  output: z.object({ rules: z.array(EndOfLife) }),
  handle: async (ctx, search) => ({ rules: await listEndsOfLife(ctx, search) }),
})

export const setEnds = endpoint({
  method: 'PUT',
  path: '/api/ends-of-life',
  summary: { en: 'Say until when versions are kept up', zh: '设置各版本的支持终止日期' },
  permission: 'office.change',
  input: z.object({ rules: z.array(EndOfLife).min(1).max(5000), why: z.string().max(1000).default('') }),
  output: z.object({ set: z.number() }),
  handle: async (ctx, { rules, why }) => ({ set: await setEndsOfLife(ctx, rules, why) }),
})

export const removeEnd = endpoint({
  method: 'DELETE',
  path: '/api/ends-of-life/{package}/{versions}',
  summary: { en: 'Take back what was said of the end of versions', zh: '撤回版本的支持终止日期' },
  permission: 'office.change',
  input: EndOfLife.pick({ package: true, versions: true }),
  output: z.object({ removed: z.string() }),
  async handle(ctx, which) {
    await removeEndOfLife(ctx, which)
    return { removed: which.versions }
  },
})

export const listComponentHistory = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/component-history',
  summary: { en: 'When what a project uses changed, the latest first', zh: '项目组件的变更历史，最近的在前' },
  permission: 'office.read',
  input: z.object({
    project: z.string(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ updates: z.array(HistoryUpdate) }),
  handle: async (ctx, { project, ...page }) => ({ updates: await history.listUpdates(ctx, { project }, page) }),
})

export const listComponentChanges = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/component-history/{update}',
  summary: { en: 'What came, went and changed with an update', zh: '一次更新中新增、移除和变更的组件' },
  permission: 'office.read',
  input: z.object({ project: z.string(), update: z.coerce.number().int().min(1).max(2_000_000_000) }),
  output: z.object({ changes: z.array(HistoryChange) }),
  handle: async (ctx, { project, update }) => ({ changes: await history.listChanges(ctx, { project }, update) }),
})
