import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Influence, InfluenceWish } from './model.ts'
import * as service from './service.ts'
import { NewUpstreamLink, Upstream, UpstreamLink, UpstreamWish } from './upstream/model.ts'
import { getUpstream, linkFix, unlinkFix } from './upstream/service.ts'

export const showInfluence = endpoint({
  method: 'GET',
  path: '/api/organizations/{organization}/influence',
  summary: {
    en: 'Shares of an organization in commits, reviews, decisions and maintainer seats of projects, over time',
    zh: '某组织在项目的提交、评审、决策与维护者席位中的占比（随时间）',
  },
  permission: 'office.read',
  input: InfluenceWish.extend({ organization: z.string() }),
  output: Influence,
  handle: (ctx, { organization, ...wish }) => service.getInfluence(ctx, organization, wish),
})

export const showUpstream = endpoint({
  method: 'GET',
  path: '/api/upstream',
  summary: {
    en: 'What our people did in projects of others, over time, and which fixes were upstreamed',
    zh: '我们的人员在外部项目中的贡献（随时间）及已进入上游的修复',
  },
  permission: 'office.read',
  input: UpstreamWish,
  output: Upstream,
  handle: (ctx, wish) => getUpstream(ctx, wish),
})

export const linkUpstream = endpoint({
  method: 'POST',
  path: '/api/upstream-links',
  summary: {
    en: 'Say for which issue or request of ours a change request upstream was made',
    zh: '指明上游变更请求是为我方哪个议题或申请而作',
  },
  permission: 'office.change',
  input: NewUpstreamLink,
  output: UpstreamLink,
  handle: (ctx, link) => linkFix(ctx, link),
})

export const unlinkUpstream = endpoint({
  method: 'DELETE',
  path: '/api/upstream-links/{id}',
  summary: { en: 'Take back for what a change request upstream was made', zh: '取消上游变更请求的关联' },
  permission: 'office.change',
  input: z.object({ id: z.string() }),
  output: UpstreamLink,
  handle: (ctx, { id }) => unlinkFix(ctx, id),
})
