import { randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { findOwner } from '../deliverables/service.ts'
import { insertDeliverable } from '../deliverables/store.ts'
import type { NewWorkingGroup, Note, Problem } from '../model.ts'
import * as notes from '../notes/store.ts'
import { readGroups } from '../read-groups.ts'
import { type ReadMeeting, readNotes } from '../read-notes.ts'
import { getStandingIn, getWorkingGroup, requireChair, saveWorkingGroup } from '../service.ts'
import { findGroup } from '../store.ts'

export interface GroupsImport {
  groups: (NewWorkingGroup & { isNew: boolean })[]
  problems: Problem[]
}

/** What of a list would come, or comes. Of one that is there, what the list says is taken, and the rest stays. */
export async function importGroups(
  ctx: Context,
  { source, name, preview }: { source: string; name: string; preview: boolean },
): Promise<GroupsImport> {
  requirePermission(ctx, 'community.manage')
  const reading = readGroups(source, name)
  if ('problem' in reading) throw new Failure('invalid-input', reading.problem)
  return inTransaction(ctx, async ctx => {
    const groups: GroupsImport['groups'] = []
    for (const group of reading.groups) {
      const before = await findGroup(ctx.db, group.id)
      groups.push({ ...group, isNew: before === undefined })
      if (preview) continue
      const { cohort = null, published = false } = before ?? {}
      const status = reading.silent.includes(group.id) ? (before?.status ?? group.status) : group.status
      await saveWorkingGroup(ctx, { ...group, status, cohort, published, about: said(group) })
    }
    return { groups, problems: reading.problems }
  })
}

/** Only what the list has words for. */
function said({ about }: NewWorkingGroup): NewWorkingGroup['about'] {
  const isSaid = (value: unknown) =>
    Array.isArray(value) ? value.length > 0 : typeof value === 'string' ? value !== '' : isWritten(value)
  return Object.fromEntries(Object.entries(about).filter(([, value]) => isSaid(value)))
}

function isWritten(value: unknown) {
  return value !== null && typeof value === 'object' && Object.values(value).some(text => text !== '')
}

export interface NotesImport {
  meetings: { day: string; title: string; attendees: number; actions: number }[]
  problems: Problem[]
}

/** What of agendas or notes would come, or comes: notes, apart from them who was there, and actions with their owners. */
export async function importNotes(
  ctx: Context,
  group: string,
  { source, preview }: { source: string; preview: boolean },
): Promise<NotesImport> {
  await requireChair(ctx, group)
  const { meetings, problems } = readNotes(source)
  const counted = meetings.map(({ day, title, attendees, actions }) => ({
    ...{ day, title },
    ...{ attendees: new Set(attendees).size, actions: actions.length },
  }))
  if (preview) return { meetings: counted, problems }
  await inTransaction(ctx, async ctx => {
    for (const meeting of meetings) await keepMeeting(ctx, group, meeting)
    const after = { meetings: counted.map(({ day, actions }) => ({ day, actions })) }
    await record(ctx, { verb: 'working-group.notes-imported', subject: { kind: 'working-group', id: group }, after })
  })
  return { meetings: counted, problems }
}

async function keepMeeting(ctx: Context, group: string, { day, title, body, attendees, actions }: ReadMeeting) {
  const at = ctx.now().toISOString()
  const note = await notes.saveNote(ctx.db, group, { id: randomUUID(), day, title, body }, at)
  await notes.setAttendees(ctx.db, note, attendees)
  for (const action of actions) {
    const owner = await findOwner(ctx, action.who)
    const known = {
      ...{ id: randomUUID(), kind: 'action' as const, title: { en: action.title, zh: '' } },
      ...{ owner: owner?.id ?? null, ownerName: owner?.name ?? action.who },
      ...{ state: action.done ? ('done' as const) : ('planned' as const), dueOn: null },
    }
    await insertDeliverable(ctx.db, group, known, { at, sourceKey: `${day} ${action.title}` })
  }
}

/** The newest first. Who was there only whoever runs the group sees. */
export async function getNotes(ctx: Context, group: string, limit = 20): Promise<(Note & { attendees: string[] })[]> {
  await getWorkingGroup(ctx, group)
  const found = await notes.findNotes(ctx.db, group, limit)
  const { manages } = await getStandingIn(ctx, group)
  const ids = manages ? found.map(({ id }) => id) : []
  const attendees = await notes.findAttendees(ctx.db, ids)
  return found.map(note => ({ ...note, attendees: attendees.get(note.id) ?? [] }))
}
