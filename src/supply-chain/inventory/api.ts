import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Inventory, PackageSummary, PackageUse } from './model.ts'
import * as service from './service.ts'

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
