import { isObject, type Resource } from '../../lib/scim/attribute.ts'
import { ScimError } from '../../lib/scim/scim-error.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import type { Mount } from '../../platform/http/mount.ts'
import { problemOf } from '../../platform/http/problem.ts'
import { resourceTypes, schemas, serviceProviderConfig } from './discovery.ts'
import * as groups from './groups/service.ts'
import { listResponse, project, readListQuery } from './list-query.ts'
import type { ListQuery, Precondition, ResourceList } from './model.ts'
import { hasSeen, preconditionOf, readBody } from './read-request.ts'
import * as users from './users/service.ts'

const path = '/scim/v2'
const permission = 'directory.provision'

/** SCIM 2.0 (RFC 7643, RFC 7644): where a directory brings in, changes and takes out people and groups. */
export const directoryMount: Mount = {
  path,
  permission,
  async answer(request, contextOf) {
    const ctx = await contextOf(request)
    try {
      // A session will not do: a directory is a program, and a page may not make a browser act as one.
      if (!/^Bearer \S/i.test(request.headers.get('authorization') ?? '')) throw noToken
      requirePermission(ctx, permission)
      return await route(ctx, request)
    } catch (error) {
      return answerError(error, ctx)
    }
  },
}

interface Verbs {
  /** Whether a PATCH is answered without the resource, which may have very many members. */
  patchesSilently: boolean
  list(ctx: Context, query: ListQuery): Promise<ResourceList>
  get(ctx: Context, id: string): Promise<Resource>
  create(ctx: Context, body: Resource): Promise<Resource>
  replace(ctx: Context, id: string, body: Resource, check: Precondition): Promise<Resource>
  patch(ctx: Context, id: string, body: Resource, check: Precondition): Promise<Resource>
  delete(ctx: Context, id: string, check: Precondition): Promise<void>
}

const kinds: Record<string, Verbs> = {
  users: {
    patchesSilently: false,
    list: users.listUsers,
    get: users.getUser,
    create: users.createUser,
    replace: users.replaceUser,
    patch: users.patchUser,
    delete: users.deleteUser,
  },
  groups: {
    patchesSilently: true,
    list: groups.listGroups,
    get: groups.getGroup,
    create: groups.createGroup,
    replace: groups.replaceGroup,
    patch: groups.patchGroup,
    delete: groups.deleteGroup,
  },
}

async function route(ctx: Context, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  const [kind = '', id, ...rest] = pathname
    .slice(path.length + 1)
    .split('/')
    .map(decode)
  const query = Object.fromEntries(searchParams)
  const verbs = Object.hasOwn(kinds, kind.toLowerCase()) ? kinds[kind.toLowerCase()] : undefined
  if (rest.length > 0) throw noSuchPlace
  if (!verbs) return discover(ctx, request, kind, id)
  if (id === undefined || id === '') return onAll(ctx, request, verbs, query)
  if (id === '.search' && request.method === 'POST') return list(ctx, verbs, await readBody(request))
  return onOne(ctx, request, verbs, id, query)
}

async function onAll(ctx: Context, request: Request, verbs: Verbs, query: Resource): Promise<Response> {
  if (request.method === 'GET') return list(ctx, verbs, query)
  if (request.method !== 'POST') throw noSuchMethod
  return one(await verbs.create(ctx, await readBody(request)), query, 201)
}

async function onOne(ctx: Context, request: Request, verbs: Verbs, id: string, query: Resource): Promise<Response> {
  const check = preconditionOf(request)
  switch (request.method) {
    case 'GET': {
      const resource = await verbs.get(ctx, id)
      if (!hasSeen(request, metaOf(resource, 'version'))) return one(resource, query)
      return new Response(null, { status: 304, headers: { etag: metaOf(resource, 'version') } })
    }
    case 'PUT':
      return one(await verbs.replace(ctx, id, await readBody(request), check), query)
    case 'PATCH': {
      const resource = await verbs.patch(ctx, id, await readBody(request), check)
      if (!verbs.patchesSilently || query['attributes']) return one(resource, query)
      return new Response(null, { status: 204, headers: { etag: metaOf(resource, 'version') } })
    }
    case 'DELETE':
      await verbs.delete(ctx, id, check)
      return new Response(null, { status: 204 })
    default:
      throw noSuchMethod
  }
}

async function list(ctx: Context, verbs: Verbs, query: Resource): Promise<Response> {
  const { resources, ...range } = await verbs.list(ctx, readListQuery(query))
  return json(listResponse({ ...range, resources: resources.map(resource => project(resource, query)) }))
}

function one(resource: Resource, query: Resource, status = 200): Response {
  const headers = { etag: metaOf(resource, 'version'), location: metaOf(resource, 'location') }
  return json(project(resource, query), status, headers)
}

/** What the server can do, what there is, and of which attributes. */
function discover({ reach }: Context, request: Request, kind: string, id: string | undefined): Response {
  const base = reach.origin + path
  const word = kind.toLowerCase()
  if (['bulk', 'me', '.search'].includes(word)) throw notOffered
  if (!['serviceproviderconfig', 'resourcetypes', 'schemas'].includes(word)) throw noSuchPlace
  if (request.method !== 'GET') throw noSuchMethod
  if (word === 'serviceproviderconfig') return json(serviceProviderConfig(base))
  // RFC 7644, 4: what filters these would leave out more than whoever asks may know.
  if (new URL(request.url).searchParams.has('filter')) throw noFilterHere
  const all = word === 'schemas' ? schemas(base) : resourceTypes(base)
  if (!id) return json(listResponse({ total: all.length, startIndex: 1, resources: all }))
  const found = all.find(resource => String(resource['id']).toLowerCase() === id.toLowerCase())
  if (!found) throw noSuchPlace
  return json(found)
}

function json(body: Resource, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/scim+json', 'cache-control': 'no-store', ...headers },
  })
}

/** RFC 7644, 3.12. */
function answerError(error: unknown, { locale }: Context): Response {
  const { status, title } =
    error instanceof ScimError ? { status: error.status, title: error.text[locale] } : problemOf(error, locale)
  if (status === 500) console.error(error)
  const scimType = error instanceof ScimError ? error.scimType : undefined
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType && { scimType }),
    detail: title,
  }
  return json(body, status, status === 401 ? { 'www-authenticate': 'Bearer' } : {})
}

function metaOf({ meta }: Resource, name: string): string {
  return isObject(meta) ? String(meta[name]) : ''
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw noSuchPlace
  }
}

const noToken = new Failure('not-signed-in', {
  en: 'A directory sends an API token with the permission directory.provision, as “Authorization: Bearer …”',
  zh: '目录服务须以 “Authorization: Bearer …” 发送具有 directory.provision 权限的 API 令牌',
})
const noSuchPlace = new Failure('not-found', {
  en: `There is nothing here: SCIM has ${path}/Users, Groups, Schemas, ResourceTypes and ServiceProviderConfig`,
  zh: `此处没有内容：SCIM 提供 ${path}/Users、Groups、Schemas、ResourceTypes 和 ServiceProviderConfig`,
})
const noSuchMethod = new ScimError(405, { en: 'This method does nothing here', zh: '此处不支持该方法' })
const notOffered = new ScimError(501, {
  en: 'This is not offered: ServiceProviderConfig says what is',
  zh: '未提供此功能：请参见 ServiceProviderConfig',
})
const noFilterHere = new ScimError(403, { en: 'These are listed whole, without a filter', zh: '此列表不支持筛选' })
