import { type Context, requirePermission } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { getPeopleOfGroup } from '../../affiliations/members/service.ts'
import { getOrganization } from '../../affiliations/organizations/service.ts'
import { requireMany, requireNamed } from '../../identities/display/service.ts'
import { noPerson } from '../../identities/evidence/service.ts'
import { findIdentities } from '../../identities/service.ts'
import type { MetricParameters } from '../model.ts'

/** The parameters, an organization by the name that the facts have. Of what does not exist nothing would be left, which would look like a zero. */
export async function requireAsked(ctx: Context, parameters: MetricParameters): Promise<MetricParameters> {
  const { person, group, organization } = parameters
  if (person !== undefined || group !== undefined) requirePermission(ctx, 'people.read')
  requirePeriod(parameters)
  if (person !== undefined) await requireNamed(ctx, person)
  if (person !== undefined && (await findIdentities(ctx, person)).length === 0) throw noPerson(person)
  if (group !== undefined) await requireMany(ctx, await getPeopleOfGroup(ctx, group))
  if (organization === undefined) return parameters
  return { ...parameters, organization: (await getOrganization(ctx, organization)).name }
}

/** A period that ends before it begins holds nothing, which would look like a zero. */
export function requirePeriod({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  if (from !== undefined && to !== undefined && from > to) throw backwards(from, to)
}

function backwards(from: string, to: string) {
  return new Failure('invalid-input', {
    en: `The period ends before it begins: from ${from} until ${to}`,
    zh: `时期的结束早于开始：自 ${from} 至 ${to}`,
  })
}
