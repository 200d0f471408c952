import { getGroups } from '../../access/groups/service.ts'
import { verifyLedger } from '../../access/ledger/service.ts'
import type { Text } from '../../lib/text/text.ts'
import { countMails, getMails } from '../../notifications/mail/service.ts'
import type { Context } from '../../platform/context.ts'
import { version } from '../../platform/version.ts'
import { getPolicies } from '../../requests/policies/service.ts'
import { countJobs } from '../jobs/service.ts'
import type { Check, Health } from './model.ts'

/** Whether the office can do its work, and what somebody should look at. */
export async function examine(ctx: Context): Promise<Check[]> {
  return [
    check('version', 'good', {
      en: `ospo ${version} on Node.js ${process.versions.node}`,
      zh: `ospo ${version}，Node.js ${process.versions.node}`,
    }),
    zoneCheck(ctx),
    await mailCheck(ctx),
    await ledgerCheck(ctx),
    await jobCheck(ctx),
    ...(await deskChecks(ctx)),
  ]
}

function check(id: string, health: Health, text: Text, advice: Text | null = null): Check {
  return { id, health, text, advice }
}

/** Meetings are computed by our own rules; what the runtime shows elsewhere may be an hour off where it is older. */
function zoneCheck({ zones }: Context): Check {
  const { system = '–', bundled, runtime = '–' } = zones.releases
  const text = {
    en: `Time zone rules: IANA ${zones.version} (machine ${system}, bundled ${bundled}, runtime ${runtime})`,
    zh: `时区规则：IANA ${zones.version}（系统 ${system}，内置 ${bundled}，运行时 ${runtime}）`,
  }
  if (!zones.isRuntimeBehind) return check('zones', 'good', text)
  return check('zones', 'warn', text, {
    en: 'The runtime is older: zones such as Vancouver, Edmonton or Casablanca may be an hour off in other programs; meetings here are right',
    zh: '运行时较旧：在其他程序中，温哥华、埃德蒙顿、卡萨布兰卡等时区可能相差一小时；此处会议时间正确',
  })
}

async function mailCheck(ctx: Context): Promise<Check> {
  if (ctx.reach.sendMail) return serverCheck(ctx)
  return check(
    'mail',
    'note',
    { en: 'No mail server is set: news stay in the inbox', zh: '未设置邮件服务器：通知仅在收件箱中' },
    { en: 'Start ospo with OSPO_SMTP and OSPO_MAIL_FROM', zh: '启动 ospo 时设置 OSPO_SMTP 和 OSPO_MAIL_FROM' },
  )
}

async function serverCheck(ctx: Context): Promise<Check> {
  const { failed } = await countMails(ctx)
  const waiting = await getMails(ctx, { state: 'waiting' })
  const refused = waiting.filter(({ problem }) => problem !== null).length
  if (failed + refused === 0) return check('mail', 'good', { en: 'A mail server is set', zh: '已设置邮件服务器' })
  return check(
    'mail',
    'warn',
    {
      en: `A mail server is set; mails that wait after a try that failed: ${refused}, given up: ${failed}`,
      zh: `已设置邮件服务器；发送失败后等待重试的邮件：${refused}，已放弃的邮件：${failed}`,
    },
    {
      en: 'Look at the page of mail delivery: it tells why, and tries them again',
      zh: '请查看邮件投递页面：其中说明原因，并可重试',
    },
  )
}

async function ledgerCheck(ctx: Context): Promise<Check> {
  const { entries, broken } = await verifyLedger(ctx)
  if (!broken)
    return check('ledger', 'good', { en: `The ledger is intact: ${entries} entries`, zh: `账本完整：${entries} 条` })
  return check(
    'ledger',
    'bad',
    {
      en: `The ledger is broken at entry ${broken.seq} (${broken.problem})`,
      zh: `账本在第 ${broken.seq} 条处损坏（${broken.problem}）`,
    },
    {
      en: 'Somebody changed the records beside ospo: compare with a backup',
      zh: '有人绕过 ospo 修改了记录：请与备份比对',
    },
  )
}

async function jobCheck(ctx: Context): Promise<Check> {
  const { failed } = await countJobs(ctx)
  if (failed === 0) return check('jobs', 'good', { en: 'No job failed', zh: '没有失败的任务' })
  return check(
    'jobs',
    'warn',
    { en: `Jobs that failed: ${failed}`, zh: `失败的任务：${failed}` },
    { en: 'Look at the page of jobs, and retry them', zh: '请查看任务页面并重试' },
  )
}

/** Policies that cannot be read decide nothing; groups that nobody is in hand their reviews to the office. */
async function deskChecks(ctx: Context): Promise<Check[]> {
  const policies = (await getPolicies(ctx)).filter(({ document }) => document.active)
  const unread = policies.flatMap(({ document, problem }) => (problem ? [{ id: document.id, problem }] : []))
  const asked = policies.flatMap(({ compiled }) =>
    [...(compiled?.policy.rules ?? []), compiled?.policy.otherwise].flatMap(
      decision => decision?.steps.map(({ from }) => from) ?? [],
    ),
  )
  const groups = new Map((await getGroups(ctx)).map(({ id, members }) => [id, members]))
  const empty = [...new Set(asked)].filter(id => (groups.get(id) ?? 0) === 0).sort()
  return [
    ...unread.map(({ id, problem }) =>
      check(`policy-${id}`, 'bad', problem, { en: 'Mend it under Forms and policies', zh: '请在“表单与策略”中修正' }),
    ),
    ...(empty.length === 0 ? [] : [emptyGroups(empty)]),
  ]
}

function emptyGroups(ids: string[]): Check {
  const list = ids.join(', ')
  const isOffice = ids.includes('office')
  return check(
    'groups',
    isOffice ? 'warn' : 'note',
    { en: `Groups that review and that nobody is in: ${list}`, zh: `没有成员的评审组：${list}` },
    isOffice
      ? {
          en: 'Add people to the group office first: all reviews that others cannot do are theirs',
          zh: '请先为 office 组添加成员：其他组无法完成的评审均由其承担',
        }
      : { en: 'Their reviews go to the office until somebody is added', zh: '添加成员之前，其评审由办公室承担' },
  )
}
