import { z } from 'zod'
import { readText } from '../../lib/text/utf8.ts'
import { gather } from '../../platform/files/packed.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Display } from '../identities/model.ts'
import * as enrollments from './enrollments/service.ts'
import { FormatName, ImportPlan, largestFile, Part, PeopleImport } from './exchange/plan.ts'
import * as exchange from './exchange/service.ts'
import {
  Affiliation,
  AffiliationEvidence,
  Enrollment,
  Organization,
  OrganizationChange,
  OrganizationName,
} from './model.ts'
import * as organizations from './organizations/service.ts'
import { getPeopleAt } from './overview/service.ts'
import * as own from './own/service.ts'
import { getUnknownCompanies } from './profiles/service.ts'

const upload = { limit: largestFile }

async function textOf(file: AsyncIterable<Uint8Array>): Promise<string> {
  return readText(await gather(file, largestFile))
}

const Given = z.object({
  /** Of the file; its format is guessed from it where none is said. */
  name: z.string().min(1).max(300),
  format: FormatName.optional(),
  part: Part.default('both'),
})

export const previewPeopleImport = endpoint({
  method: 'POST',
  path: '/api/people-imports/preview',
  summary: {
    en: 'What taking in a file of identities and affiliations would change',
    zh: '预览导入身份与归属文件会带来的变化',
  },
  permission: 'people.manage',
  input: Given,
  output: ImportPlan,
  upload,
  handle: async (ctx, given, file) => exchange.previewImport(ctx, { ...given, text: await textOf(file) }),
})

export const importPeople = endpoint({
  method: 'POST',
  path: '/api/people-imports',
  summary: { en: 'Take in a file of identities and affiliations', zh: '导入身份与归属文件' },
  permission: 'people.manage',
  input: Given,
  output: ImportPlan.extend({ id: z.string() }),
  upload,
  handle: async (ctx, given, file) => exchange.importFile(ctx, { ...given, text: await textOf(file) }),
})

export const listPeopleImports = endpoint({
  method: 'GET',
  path: '/api/people-imports',
  summary: { en: 'List the files that were taken in', zh: '列出已导入的文件' },
  permission: 'people.manage',
  input: z.object({}),
  output: z.object({ imports: z.array(PeopleImport) }),
  handle: async ctx => ({ imports: await exchange.getImports(ctx) }),
})

export const undoPeopleImport = endpoint({
  method: 'DELETE',
  path: '/api/people-imports/{id}',
  summary: { en: 'Undo all that a file brought', zh: '撤销某次导入的全部内容' },
  permission: 'people.manage',
  input: z.object({ id: z.string() }),
  output: z.object({ undone: z.string() }),
  handle: async (ctx, { id }) => {
    await exchange.undoImport(ctx, id)
    return { undone: id }
  },
})

export const exportPeopleFile = endpoint({
  method: 'GET',
  path: '/api/people-exports/{format}',
  summary: { en: 'Identities and affiliations as others read them', zh: '以他人可读的格式导出身份与归属' },
  permission: 'people.manage',
  input: z.object({ format: FormatName, part: Part.default('both') }),
  output: z.object({ text: z.string() }),
  handle: async (ctx, { format, part }) => ({ text: await exchange.exportFile(ctx, format, part) }),
})

export const listOrganizations = endpoint({
  method: 'GET',
  path: '/api/organizations',
  summary: { en: 'List organizations with their domains', zh: '列出组织及其域名' },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ organizations: z.array(Organization) }),
  handle: async ctx => ({ organizations: await organizations.getOrganizations(ctx) }),
})

export const getOrganization = endpoint({
  method: 'GET',
  path: '/api/organizations/{organization}',
  summary: { en: 'Get an organization by id, name or alias', zh: '按标识、名称或别名获取组织' },
  permission: 'office.read',
  input: z.object({ organization: z.string() }),
  output: Organization,
  handle: (ctx, { organization }) => organizations.getOrganization(ctx, organization),
})

export const addOrganization = endpoint({
  method: 'POST',
  path: '/api/organizations',
  summary: { en: 'Add an organization', zh: '添加组织' },
  permission: 'people.manage',
  input: OrganizationChange,
  output: Organization,
  handle: (ctx, change) => organizations.saveOrganization(ctx, change),
})

export const changeOrganization = endpoint({
  method: 'PUT',
  path: '/api/organizations/{organization}',
  summary: { en: 'Change an organization; what is left out stays', zh: '修改组织；未给出的保持不变' },
  permission: 'people.manage',
  input: OrganizationChange.extend({ organization: z.string() }),
  output: Organization,
  handle: (ctx, { organization, ...change }) => organizations.saveOrganization(ctx, change, organization),
})

export const removeOrganization = endpoint({
  method: 'DELETE',
  path: '/api/organizations/{organization}',
  summary: {
    en: 'Delete an organization, and who was said to work there',
    zh: '删除组织及其任职登记',
  },
  permission: 'people.manage',
  input: z.object({ organization: z.string() }),
  output: z.object({ deleted: z.string() }),
  handle: async (ctx, { organization }) => {
    await organizations.removeOrganization(ctx, organization)
    return { deleted: organization }
  },
})

export const setHouse = endpoint({
  method: 'PUT',
  path: '/api/organizations-house',
  summary: {
    en: 'Say whose office this is: those whom its directory vouches for work there',
    zh: '设置本办公室所属组织：目录服务确认的人员即任职于此',
  },
  permission: 'people.manage',
  input: z.object({ organization: OrganizationName.nullable() }),
  output: z.object({ organization: z.string().nullable() }),
  handle: async (ctx, { organization }) => {
    await organizations.setHouse(ctx, organization)
    return { organization: await organizations.getHouse(ctx) }
  },
})

export const listClaimedEmployers = endpoint({
  method: 'GET',
  path: '/api/claimed-employers',
  summary: {
    en: 'Employers that profiles on forges name and that are no organization yet, those of most accounts first',
    zh: '代码平台个人资料中提到、尚无对应组织的雇主，按账号数排列',
  },
  permission: 'people.manage',
  input: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) }),
  output: z.object({ employers: z.array(z.object({ company: z.string(), accounts: z.number() })) }),
  handle: async (ctx, { limit }) => ({ employers: await getUnknownCompanies(ctx, limit) }),
})

export const enrollPerson = endpoint({
  method: 'POST',
  path: '/api/enrollments',
  summary: {
    en: 'Say where somebody worked; “Independent” is a statement, too',
    zh: '登记某人的任职；“Independent”也是一种声明',
  },
  permission: 'people.manage',
  input: z.object({
    /** An e-mail, or a login as `@login@host`. */
    key: z.string().min(1).max(400),
    organization: OrganizationName,
    since: z.iso.date().nullable().default(null),
    until: z.iso.date().nullable().default(null),
    why: z.string().max(2000).optional(),
  }),
  output: Enrollment,
  handle: (ctx, wanted) => enrollments.enroll(ctx, wanted),
})

export const undoEnrollment = endpoint({
  method: 'DELETE',
  path: '/api/enrollments/{id}',
  summary: { en: 'Undo what was said of where somebody worked', zh: '撤销任职登记' },
  permission: 'people.manage',
  input: z.object({ id: z.string() }),
  output: Enrollment,
  handle: (ctx, { id }) => enrollments.undoEnrollment(ctx, id),
})

export const listPeopleAt = endpoint({
  method: 'GET',
  path: '/api/organizations/{organization}/people',
  summary: {
    en: 'List those who work for an organization on a day, or did at any time',
    zh: '列出某日（或任何时候）任职于某组织的人员',
  },
  permission: 'office.read',
  input: z.object({ organization: z.string(), on: z.iso.date().optional() }),
  output: z.object({
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        commits: z.number(),
        since: z.string().nullable(),
        until: z.string().nullable(),
        evidence: AffiliationEvidence,
      }),
    ),
  }),
  handle: async (ctx, { organization, on }) => ({ people: await getPeopleAt(ctx, organization, on) }),
})

const Own = z.object({
  people: z.array(z.string()),
  identities: z.array(z.object({ name: z.string(), email: z.string(), node: z.string(), isProven: z.boolean() })),
  affiliations: z.array(Affiliation),
  enrollments: z.array(Enrollment),
  display: Display,
})

export const getOwnPerson = endpoint({
  method: 'GET',
  path: '/api/own-person',
  summary: { en: 'What one is known by oneself, and where one worked', zh: '本人在各项目中的身份与任职' },
  permission: 'requests.ask',
  input: z.object({}),
  output: Own,
  handle: ctx => own.getOwn(ctx),
})

export const disownIdentity = endpoint({
  method: 'POST',
  path: '/api/own-person/disown',
  summary: { en: 'Say that an identity is not one’s own', zh: '声明某身份不属于本人' },
  permission: 'requests.ask',
  input: z.object({ node: z.string().max(400) }),
  output: Own,
  handle: async (ctx, { node }) => {
    await own.disown(ctx, node)
    return own.getOwn(ctx)
  },
})

export const stateOwnWork = endpoint({
  method: 'POST',
  path: '/api/own-person/work',
  summary: { en: 'Say where one worked', zh: '声明本人任职' },
  permission: 'requests.ask',
  input: z.object({
    organization: OrganizationName,
    since: z.iso.date().nullable().default(null),
    until: z.iso.date().nullable().default(null),
  }),
  output: Enrollment,
  handle: (ctx, work) => own.stateWork(ctx, work),
})

export const takeBackOwnWork = endpoint({
  method: 'DELETE',
  path: '/api/own-person/work/{id}',
  summary: { en: 'Take back what one said of where one worked', zh: '撤回本人的任职声明' },
  permission: 'requests.ask',
  input: z.object({ id: z.string() }),
  output: Enrollment,
  handle: (ctx, { id }) => own.takeBackWork(ctx, id),
})

export const chooseOwnDisplay = endpoint({
  method: 'PUT',
  path: '/api/own-person/display',
  summary: { en: 'Choose how one is shown', zh: '选择本人的显示方式' },
  permission: 'requests.ask',
  input: z.object({ display: Display }),
  output: z.object({ display: Display }),
  handle: async (ctx, { display }) => {
    await own.chooseOwnDisplay(ctx, display)
    return { display }
  },
})
