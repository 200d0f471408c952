import { getPerson } from '../../../catalog/people/service.ts'
import { getProject } from '../../../catalog/projects/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { getOrganization } from '../../affiliations/organizations/service.ts'
import { requireNamed } from '../../identities/display/service.ts'
import { MetricParameters } from '../../metrics/model.ts'
import { listIds, type ReportWish, type View } from '../model.ts'

/** What of all that happened a report is about. */
export interface Scope {
  name: string
  /** What it stays known by, whatever it is called later. */
  subject: string
  /** Undefined: all. */
  projects: readonly string[] | undefined
  parameters: MetricParameters
}

/** Fails for who may not see the subject. */
export async function readScope(ctx: Context, { kind, subject }: View, wish: ReportWish): Promise<Scope> {
  const parameters = MetricParameters.parse(wish)
  const named = listIds(wish.projects)
  const projects = named.length > 0 ? named : undefined
  if (kind === 'portfolio') return { name: '', subject, projects, parameters }
  if (kind === 'organization') {
    const { id, name } = await getOrganization(ctx, subject)
    return { name, subject: id, projects, parameters: { ...parameters, organization: name } }
  }
  if (kind === 'person')
    return { name: await nameOf(ctx, subject), subject, projects, parameters: { ...parameters, person: subject } }
  const { id, name } = await getProject(ctx, subject)
  return { name, subject: id, projects: [id], parameters }
}

/** Who is shown under another name is not looked at alone, either: what they did would tell who they are. */
async function nameOf(ctx: Context, subject: string): Promise<string> {
  requirePermission(ctx, 'people.read')
  await requireNamed(ctx, subject)
  const { name, email } = await getPerson(ctx, subject)
  return name || email
}
