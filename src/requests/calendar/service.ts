import type { WorkingCalendar } from '../../lib/business-days/business-days.ts'
import { readYaml } from '../../lib/yaml/read-yaml.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { getDocument, saveDocument } from '../documents/service.ts'
import { OfficeCalendar } from './model.ts'

const id = 'office'

export async function getCalendar(ctx: Pick<Context, 'db' | 'zones'>): Promise<WorkingCalendar> {
  return requireCalendar(ctx, (await getDocument(ctx, 'calendar', id)).source)
}

export async function saveCalendar(ctx: Context, source: string) {
  requireCalendar(ctx, source)
  return saveDocument(ctx, { kind: 'calendar', id, source })
}

function requireCalendar({ zones }: Pick<Context, 'zones'>, source: string): WorkingCalendar {
  const read = readYaml(source, 'calendar', OfficeCalendar)
  if ('value' in read) return { ...read.value, zone: zones.getZone(read.value.zone) }
  throw new Failure('invalid-input', read.problem)
}
