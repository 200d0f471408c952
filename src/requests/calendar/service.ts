import type { WorkingCalendar } from '../../lib/business-days/business-days.ts'
import { readYaml } from '../../lib/yaml/read-yaml.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { getDocument, saveDocument } from '../documents/service.ts'
import { OfficeCalendar } from './model.ts'

const id = 'office'

export async function getCalendar(ctx: Pick<Context, 'db'>): Promise<WorkingCalendar> {
  return requireCalendar((await getDocument(ctx, 'calendar', id)).source)
}

export async function saveCalendar(ctx: Context, source: string) {
  requireCalendar(source)
  return saveDocument(ctx, { kind: 'calendar', id, source })
}

function requireCalendar(source: string): WorkingCalendar {
  const read = readYaml(source, 'calendar', OfficeCalendar)
  if ('value' in read) return read.value
  throw new Failure('invalid-input', read.problem)
}
