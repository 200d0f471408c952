import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { HistoryChange, HistoryUpdate } from '../inventory/history/model.ts'
import * as history from '../inventory/history/service.ts'
import * as documents from './documents/service.ts'
import {
  ImportOutcome,
  NamedProduct,
  NewProduct,
  ProductId,
  Release,
  ReleaseChange,
  ReleaseState,
  ReleaseVersion,
  Sbom,
  SbomSubject,
  SbomSummary,
} from './model.ts'
import * as products from './products/service.ts'

const read = 'office.read'
const change = 'office.change'
const number = z.coerce.number().int().min(1).max(2_000_000_000)
const limit = z.coerce.number().int().min(1).max(1000).default(100)
const offset = z.coerce.number().int().min(0).max(10_000_000).default(0)
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform(value => value === 'true')])

export const listProducts = endpoint({
  method: 'GET',
  path: '/api/products',
  summary: { en: 'List the products', zh: '列出产品' },
  permission: read,
  input: z.object({ text: z.string().max(200).optional(), owner: z.string().max(200).optional(), limit, offset }),
  output: z.object({ products: z.array(NamedProduct), total: z.number() }),
  handle: (ctx, search) => products.listProducts(ctx, search),
})

export const getProduct = endpoint({
  method: 'GET',
  path: '/api/products/{product}',
  summary: { en: 'Get a product', zh: '获取产品' },
  permission: read,
  input: z.object({ product: z.string() }),
  output: NamedProduct,
  handle: async (ctx, { product }) => products.nameProduct(ctx, await products.getProduct(ctx, product)),
})

export const saveProduct = endpoint({
  method: 'PUT',
  path: '/api/products/{product}',
  summary: {
    en: 'Create a product, or change it: by whoever may change the office, or owns it',
    zh: '新建或修改产品：须有更改办公室的权限，或为其负责人',
  },
  permission: read,
  input: NewProduct.omit({ id: true }).extend({ product: ProductId }),
  output: NamedProduct,
  handle: async (ctx, { product: id, ...said }) =>
    products.nameProduct(ctx, await products.saveProduct(ctx, { ...said, id })),
})

export const removeProduct = endpoint({
  method: 'DELETE',
  path: '/api/products/{product}',
  summary: { en: 'Remove a product that has no releases', zh: '移除没有发布版本的产品' },
  permission: change,
  input: z.object({ product: z.string() }),
  output: z.object({ removed: z.string() }),
  async handle(ctx, { product }) {
    await products.removeProduct(ctx, product)
    return { removed: product }
  },
})

export const listReleases = endpoint({
  method: 'GET',
  path: '/api/releases',
  summary: { en: 'List releases, the newest first', zh: '列出发布版本，最新的在前' },
  permission: read,
  input: z.object({
    product: z.string().optional(),
    text: z.string().max(200).optional(),
    state: ReleaseState.optional(),
    endingBy: z.iso.date().optional(),
    limit,
    offset,
  }),
  output: z.object({ releases: z.array(Release), total: z.number() }),
  handle: (ctx, search) => products.listReleases(ctx, search),
})

export const getRelease = endpoint({
  method: 'GET',
  path: '/api/releases/{release}',
  summary: { en: 'Get a release', zh: '获取发布版本' },
  permission: read,
  input: z.object({ release: number }),
  output: Release,
  handle: (ctx, { release }) => products.getRelease(ctx, release),
})

export const saveRelease = endpoint({
  method: 'PUT',
  path: '/api/products/{product}/releases/{version}',
  summary: {
    en: 'Create a release, or change it: by whoever may change the office, or owns the product',
    zh: '新建或修改发布版本：须有更改办公室的权限，或为产品负责人',
  },
  permission: read,
  input: ReleaseChange.extend({ product: z.string(), version: ReleaseVersion }),
  output: Release,
  handle: (ctx, { product, version, ...said }) => products.saveRelease(ctx, { product, version }, said),
})

export const removeRelease = endpoint({
  method: 'DELETE',
  path: '/api/releases/{release}',
  summary: { en: 'Remove a release with its documents', zh: '移除发布版本及其文档' },
  permission: read,
  input: z.object({ release: number }),
  output: z.object({ removed: z.number() }),
  async handle(ctx, { release }) {
    await products.removeRelease(ctx, release)
    return { removed: release }
  },
})

export const listReleaseHistory = endpoint({
  method: 'GET',
  path: '/api/releases/{release}/component-history',
  summary: { en: 'When what a release holds changed, the latest first', zh: '发布版本组件的变更历史，最近的在前' },
  permission: read,
  input: z.object({ release: number, limit, offset }),
  output: z.object({ updates: z.array(HistoryUpdate) }),
  handle: async (ctx, { release, ...page }) => ({ updates: await history.listUpdates(ctx, { release }, page) }),
})

export const listReleaseChanges = endpoint({
  method: 'GET',
  path: '/api/releases/{release}/component-history/{update}',
  summary: {
    en: 'What came, went and changed with an update of a release',
    zh: '发布版本的一次更新中新增、移除和变更的组件',
  },
  permission: read,
  input: z.object({ release: number, update: number }),
  output: z.object({ changes: z.array(HistoryChange) }),
  handle: async (ctx, { release, update }) => ({ changes: await history.listChanges(ctx, { release }, update) }),
})

const upload = { limit: documents.largestUpload }
const how = { lenient: flag.optional(), file: z.string().max(500).optional() }

export const sendSbom = endpoint({
  method: 'POST',
  path: '/api/sboms',
  summary: {
    en: 'Take in a bill of materials, gzip or not: of a release, of a project, or a delivery as the document names it',
    zh: '接收物料清单（可用 gzip 压缩）：属于发布版本、项目，或按文档所述的交付物',
  },
  permission: change,
  upload,
  input: SbomSubject.extend(how),
  output: ImportOutcome,
  handle: (ctx, { lenient, file: fileName, ...of }, content) =>
    documents.importSbom(ctx, { content, of, lenient, fileName }),
})

export const sendProductSbom = endpoint({
  method: 'POST',
  path: '/api/products/{product}/sboms',
  summary: {
    en: 'Take in a bill of materials of a product’s release: by whoever may change the office, or owns the product',
    zh: '接收产品发布版本的物料清单：须有更改办公室的权限，或为产品负责人',
  },
  permission: read,
  upload,
  input: SbomSubject.pick({ version: true, name: true }).extend({ product: z.string(), ...how }),
  output: ImportOutcome,
  handle: (ctx, { lenient, file: fileName, ...of }, content) =>
    documents.importSbom(ctx, { content, of, lenient, fileName }),
})

export const listSboms = endpoint({
  method: 'GET',
  path: '/api/sboms',
  summary: { en: 'List bills of materials, the latest first', zh: '列出物料清单，最近的在前' },
  permission: read,
  input: z.object({
    product: z.string().optional(),
    release: number.optional(),
    project: z.string().optional(),
    text: z.string().max(200).optional(),
    format: z.string().max(60).optional(),
    current: flag.optional(),
    withProblems: flag.optional(),
    limit,
    offset,
  }),
  output: z.object({ sboms: z.array(SbomSummary), total: z.number() }),
  handle: (ctx, search) => documents.listSboms(ctx, search),
})

export const getSbom = endpoint({
  method: 'GET',
  path: '/api/sboms/{sbom}',
  summary: { en: 'Get a bill of materials with its problems', zh: '获取物料清单及其问题' },
  permission: read,
  input: z.object({ sbom: number }),
  output: Sbom,
  handle: (ctx, { sbom }) => documents.getSbom(ctx, sbom),
})

export const getSbomDocument = endpoint({
  method: 'GET',
  path: '/api/sboms/{sbom}/document',
  summary: {
    en: 'The document as it came, or in another format with what that has no place for',
    zh: '原始文档，或转换为其他格式并说明其无法容纳的内容',
  },
  permission: read,
  input: z.object({ sbom: number, format: z.string().max(60).optional() }),
  output: z.object({
    text: z.string(),
    losses: z.array(z.object({ what: z.string(), text: Sentence, count: z.number(), examples: z.array(z.string()) })),
  }),
  handle: (ctx, { sbom, format }) => documents.writeDocument(ctx, sbom, format),
})

export const removeSbom = endpoint({
  method: 'DELETE',
  path: '/api/sboms/{sbom}',
  summary: { en: 'Remove a bill of materials; the one before it holds again', zh: '移除物料清单；其前一份重新生效' },
  permission: read,
  input: z.object({ sbom: number }),
  output: z.object({ removed: z.number() }),
  async handle(ctx, { sbom }) {
    await documents.removeSbom(ctx, sbom)
    return { removed: sbom }
  },
})
