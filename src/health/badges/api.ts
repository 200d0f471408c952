import { createHash } from 'node:crypto'
import { z } from 'zod'
import { everybody } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { fileMount } from '../../platform/http/file-mount.ts'
import { words } from './messages.ts'
import { Badge, BadgeId, badgeFields, badgesPath, NewBadge } from './model.ts'
import * as service from './service.ts'

const path = '/api/badges'

export const listBadges = endpoint({
  method: 'GET',
  path,
  summary: { en: 'Numbers that are shown elsewhere as pictures', zh: '以图片形式展示于别处的数字' },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ badges: z.array(Badge) }),
  handle: async ctx => ({ badges: await service.getBadges(ctx) }),
})

export const saveBadge = endpoint({
  method: 'PUT',
  path: `${path}/{badge}`,
  summary: { en: 'Make a badge or write it anew, and say whether it is public', zh: '创建或修改徽章，并设置是否公开' },
  permission: 'office.change',
  input: badgeFields.extend({ badge: BadgeId }),
  output: Badge,
  handle(ctx, { badge, ...input }) {
    const wish = NewBadge.safeParse(input)
    if (!wish.success) throw new Failure('invalid-input', words.badBadge)
    return service.saveBadge(ctx, badge, wish.data)
  },
})

export const removeBadge = endpoint({
  method: 'DELETE',
  path: `${path}/{badge}`,
  summary: { en: 'Remove a badge', zh: '删除徽章' },
  permission: 'office.change',
  input: z.object({ badge: z.string() }),
  output: Badge,
  handle: (ctx, { badge }) => service.removeBadge(ctx, badge),
})

const anHour = 'public, max-age=3600'

/** Pictures for pages elsewhere. */
export const badgePictures = fileMount({
  path: badgesPath,
  permission: everybody,
  async answer(ctx, request) {
    const { pathname } = new URL(request.url)
    const id = /^\/([a-z0-9-]{1,80})\.svg$/.exec(pathname.slice(badgesPath.length))?.[1]
    if (!['GET', 'HEAD'].includes(request.method) || id === undefined) throw new Failure('not-found', words.noPicture)
    const { svg, isPublic } = await service.writeBadge(ctx, id)
    const headers = {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': isPublic ? 'cross-origin' : 'same-origin',
      'cache-control': isPublic ? anHour : 'private, no-store',
      vary: 'accept-language, cookie',
      etag: `"${createHash('sha256').update(svg).digest('hex').slice(0, 32)}"`,
    }
    return new Response(svg, { headers })
  },
})
