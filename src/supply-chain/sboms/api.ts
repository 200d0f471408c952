import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Release } from '../portfolio/model.ts'
import * as kept from './kept/service.ts'
import { Changes, Conversion, Libyears, PartyText, Quality, SbomProblem, Validation } from './model.ts'
import { parseParty } from './parse-party.ts'
import * as service from './service.ts'

const Id = z.coerce.number().int().min(1).max(2_000_000_000)

const upload = { limit: service.largestDocument }
const FormatName = z.string().max(100)
const SetId = z.string().max(100).optional()

const Wanted = z.object({
  format: FormatName,
  author: PartyText.optional(),
  supplier: PartyText.optional(),
  version: z.string().max(200).optional(),
  /** In place of now: the same document comes out each time. */
  createdAt: z.iso.datetime().optional(),
})

function wantedOf({ author, supplier, ...rest }: z.output<typeof Wanted>) {
  return { ...rest, author: parseParty(author), supplier: parseParty(supplier) }
}

export const listSbomFormats = endpoint({
  method: 'GET',
  path: '/api/sbom-formats',
  summary: { en: 'The formats of bills of materials that ospo writes', zh: 'ospo 可写的物料清单格式' },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ formats: z.array(z.string()) }),
  handle: async () => ({ formats: service.listNamedFormats().map(({ name }) => name) }),
})

export const validateSbom = endpoint({
  method: 'POST',
  path: '/api/sbom-validations',
  summary: {
    en: 'Hold a bill of materials against the rules of its format; it is not kept',
    zh: '按格式规则校验物料清单，不保存',
  },
  permission: 'office.read',
  // The name of the file.
  input: z.object({ name: z.string().max(500).optional() }),
  output: Validation,
  upload,
  handle: (_ctx, { name }, file) => service.validateDocument(file, name),
})

export const convertSbom = endpoint({
  method: 'POST',
  path: '/api/sbom-conversions',
  summary: {
    en: 'Write a bill of materials in another format, and tell what is lost by that; it is not kept',
    zh: '将物料清单转换为其他格式并说明丢失的内容，不保存',
  },
  permission: 'office.read',
  input: z.object({ to: FormatName }),
  output: Conversion,
  upload,
  handle: (_ctx, { to }, file) => service.convertDocument(file, to),
})

export const scoreSbom = endpoint({
  method: 'POST',
  path: '/api/sbom-scores',
  summary: {
    en: 'Hold a bill of materials against NTIA, CISA, BSI and OpenChain: what is missing, and where it could come from; it is not kept',
    zh: '按 NTIA、CISA、BSI 和 OpenChain 评估物料清单：缺少什么、可从何处补充，不保存',
  },
  permission: 'office.read',
  // Of the requirement named by `every`, all components that miss it are told.
  input: z.object({ against: SetId, every: SetId }),
  output: z.object({ quality: z.array(Quality), problems: z.array(SbomProblem) }),
  upload,
  handle: (_ctx, asked, file) => service.scoreDocument(file, asked),
})

export const compareSboms = endpoint({
  method: 'POST',
  path: '/api/sbom-comparisons',
  summary: {
    en: 'What came, went and changed from one bill of materials to another: both sent as one, the first being as long as `split` says in bytes',
    zh: '比较两份物料清单的新增、移除和变化：合并发送，`split` 为第一份的字节数',
  },
  permission: 'office.read',
  input: z.object({ split: z.coerce.number().int().min(1) }),
  output: Changes,
  upload: { limit: 2 * service.largestDocument },
  handle: (_ctx, { split }, file) => service.compareDocuments(file, split),
})

export const getProjectSbom = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/sbom',
  summary: { en: 'The bill of materials of a project, as it is now', zh: '项目当前的物料清单' },
  permission: 'office.read',
  input: Wanted.extend({ project: z.string() }),
  output: Conversion,
  handle: (ctx, { project, ...wanted }) => service.writeProjectSbom(ctx, project, wantedOf(wanted)),
})

export const writeFolderSbom = endpoint({
  method: 'POST',
  path: '/api/folder-sboms',
  summary: {
    en: 'The bill of materials of a folder on the server, without keeping it',
    zh: '服务器上某文件夹的物料清单，不保存',
  },
  permission: 'office.change',
  input: Wanted.extend({ path: z.string() }),
  output: Conversion,
  handle: (ctx, { path, ...wanted }) => service.writeFolderSbom(ctx, path, wantedOf(wanted)),
})

export const scoreProjectSbom = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/sbom-score',
  summary: {
    en: 'Hold the bill of materials of a project against NTIA, CISA, BSI and OpenChain',
    zh: '按 NTIA、CISA、BSI 和 OpenChain 评估项目的物料清单',
  },
  permission: 'office.read',
  input: z.object({ project: z.string(), against: SetId, every: SetId, format: FormatName.optional() }),
  output: z.object({ quality: z.array(Quality) }),
  handle: async (ctx, { project, ...asked }) => ({ quality: await service.scoreProject(ctx, project, asked) }),
})

export const getProjectLibyears = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/libyears',
  summary: {
    en: 'How far the components of a project are behind their newest releases',
    zh: '项目组件落后于最新版本的程度',
  },
  permission: 'office.read',
  input: z.object({ project: z.string() }),
  output: Libyears,
  handle: (ctx, { project }) => service.getProjectLibyears(ctx, project),
})

export const getFolderLibyears = endpoint({
  method: 'POST',
  path: '/api/folder-libyears',
  summary: {
    en: 'How far the components of a folder on the server are behind their newest releases',
    zh: '服务器上某文件夹的组件落后于最新版本的程度',
  },
  permission: 'office.change',
  input: z.object({ path: z.string() }),
  output: Libyears,
  handle: (ctx, { path }) => service.getFolderLibyears(ctx, path),
})

export const getDocumentLibyears = endpoint({
  method: 'POST',
  path: '/api/sbom-libyears',
  summary: {
    en: 'How far the components of a bill of materials are behind, by the days it states and those that the office knows; it is not kept',
    zh: '物料清单中组件的落后程度，依据其自身及办公室已知的日期，不保存',
  },
  permission: 'office.read',
  input: z.object({}),
  output: Libyears,
  upload,
  handle: (ctx, _input, file) => service.getDocumentLibyears(ctx, file),
})

export const scoreKeptSbom = endpoint({
  method: 'GET',
  path: '/api/sboms/{sbom}/score',
  summary: {
    en: 'Hold a bill of materials that is kept against NTIA, CISA, BSI and OpenChain',
    zh: '按 NTIA、CISA、BSI 和 OpenChain 评估已保存的物料清单',
  },
  permission: 'office.read',
  input: z.object({ sbom: Id, against: SetId, every: SetId }),
  output: z.object({ quality: z.array(Quality) }),
  handle: async (ctx, { sbom, ...asked }) => ({ quality: await kept.scoreKept(ctx, sbom, asked) }),
})

export const compareReleases = endpoint({
  method: 'GET',
  path: '/api/releases/{release}/changes',
  summary: {
    en: 'What came, went and changed in a release since another one',
    zh: '发布版本相对另一版本的新增、移除和变化',
  },
  permission: 'office.read',
  input: z.object({ release: Id, before: Id }),
  output: Changes.extend({ before: Release, after: Release }),
  handle: (ctx, { release, before }) => kept.compareReleases(ctx, { before, after: release }),
})
