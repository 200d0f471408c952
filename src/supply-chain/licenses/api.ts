import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Curation, LicenseClaim } from './model.ts'
import * as service from './service.ts'

export const listLicenseClaims = endpoint({
  method: 'GET',
  path: '/api/license-claims/{purl}',
  summary: {
    en: 'Who says under what a component is licensed, and the word that counts',
    zh: '各来源对某组件许可证的说法，以及以哪个为准',
  },
  permission: 'office.read',
  input: z.object({ purl: z.string().max(2000) }),
  output: z.object({ license: z.string().nullable(), claims: z.array(LicenseClaim) }),
  handle: (ctx, { purl }) => service.getLicenseClaims(ctx, purl),
})

export const curateLicense = endpoint({
  method: 'PUT',
  path: '/api/license-claims/{purl}',
  summary: {
    en: 'Say under what a component is licensed, with the reason and a link to evidence',
    zh: '核定组件的许可证，并给出理由和证据链接',
  },
  permission: 'office.change',
  input: Curation,
  output: LicenseClaim,
  handle: (ctx, curation) => service.curateLicense(ctx, curation),
})

export const withdrawCuration = endpoint({
  method: 'DELETE',
  path: '/api/license-claims/{purl}',
  summary: { en: 'Take back what a person said of a component’s license', zh: '撤回对组件许可证的核定' },
  permission: 'office.change',
  input: z.object({ purl: z.string().max(2000), why: z.string().trim().min(1).max(2000) }),
  output: z.object({ withdrawn: z.string() }),
  handle: async (ctx, { purl, why }) => {
    await service.withdrawCuration(ctx, purl, why)
    return { withdrawn: purl }
  },
})
