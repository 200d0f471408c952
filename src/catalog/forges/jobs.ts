import { learnProfiles } from '../../health/affiliations/profiles/service.ts'
import { togetherWork } from '../../health/history/model.ts'
import { learnLogins } from '../../health/identities/logins/service.ts'
import { learnForge } from '../../health/identities/service.ts'
import type { JobKind } from '../../platform/jobs/job.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import { collectProject } from './collecting/service.ts'
import { waitingText } from './connections/service.ts'
import { accountsWork, collectionWork, replayWork, roundWork } from './model.ts'
import { replayProject } from './replaying/service.ts'
import { forgeTables, loginTable, profileTable, requestRound } from './service.ts'

export const collectionJob: JobKind = {
  ...collectionWork,
  async run(ctx, project, watch) {
    const { waitingUntil } = await collectProject(ctx, project, watch)
    await enqueue(ctx.db, ctx.now(), accountsWork, project)
    if (!waitingUntil) return undefined
    // A lane is not kept waiting: others have work for it.
    await enqueue(ctx.db, waitingUntil, collectionWork, project)
    return waitingText(waitingUntil)
  },
}

export const replayJob: JobKind = {
  ...replayWork,
  async run(ctx, project, watch) {
    const { collections, answers, unasked } = await replayProject(ctx, project, watch)
    const all = answers + unasked
    // The last word of a job that is done.
    watch.report({
      done: all,
      total: all,
      step: {
        en: `${answers} kept answers were read; ${unasked} were asked for by nobody`,
        zh: `已读取 ${answers} 个保留的响应，${unasked} 个未被用到`,
      },
    })
    await enqueue(ctx.db, ctx.now(), accountsWork, project)
    return collections === 0 ? nothingKept : unasked > 0 ? unread(unasked, all) : undefined
  },
}

const nothingKept = {
  en: 'No answers of its forge are kept: collect first',
  zh: '没有保留该项目平台的响应：请先采集',
}

function unread(unasked: number, all: number) {
  return {
    en: `Nobody asked for ${unasked} of ${all} kept answers: what only they tell is left out`,
    zh: `保留的 ${all} 个响应中有 ${unasked} 个未被用到：仅其中包含的内容未读入`,
  }
}

export const accountsJob: JobKind = {
  ...accountsWork,
  async run(ctx, project) {
    const profiles = await profileTable(ctx, project)
    // First, so that a new login of somebody known is theirs from the beginning.
    await learnLogins(ctx, await loginTable(ctx, project))
    await learnForge(ctx, { ...(await forgeTables(ctx, project)), profiles })
    await enqueue(ctx.db, ctx.now(), togetherWork, 'office')
    await learnProfiles(ctx, profiles)
    return undefined
  },
}

export const roundJob: JobKind = {
  ...roundWork,
  every: 24 * 3_600_000,
  async run(ctx) {
    await requestRound(ctx)
    return undefined
  },
}
