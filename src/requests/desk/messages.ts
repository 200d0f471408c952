import type { Text } from '../../lib/text/text.ts'
import type { Request, Review } from './model.ts'

type Known = Pick<Request, 'number' | 'title'>

/** What people are told, in the inbox and by mail. */
export const news = {
  reviewAsked: ({ number, title }: Known, { step, dueAt }: Pick<Review, 'step' | 'dueAt'>) => ({
    subject: {
      en: `Your review: ${title} (request ${number})`,
      zh: `请评审：${title}（申请 ${number}）`,
    },
    body: {
      en: `Step “${step.title.en}”, due ${dueAt?.slice(0, 10) ?? 'soon'}. Any one of your group may answer, or hand it to somebody.`,
      zh: `步骤“${step.title.zh}”，截止 ${dueAt?.slice(0, 10) ?? '近期'}。组内任何人均可答复或转交他人。`,
    },
  }),
  unanswered: ({ number, title }: Known, { step }: Pick<Review, 'step'>) => ({
    subject: {
      en: `Nobody is left to answer: ${title} (request ${number})`,
      zh: `无人可答复：${title}（申请 ${number}）`,
    },
    body: {
      en: `The step “${step.title.en}” waits, and those who were asked are gone, have abstained, or are too few. Answer it, or hand it to somebody who can.`,
      zh: `步骤“${step.title.zh}”仍待答复，而受邀评审者已离开、弃权或人数不足。请答复，或转交能够答复的人。`,
    },
  }),
  overdue: ({ number, title }: Known, { step, dueAt }: Pick<Review, 'step' | 'dueAt'>) => ({
    subject: { en: `Overdue: ${title} (request ${number})`, zh: `已逾期：${title}（申请 ${number}）` },
    body: {
      en: `The step “${step.title.en}” was due on ${dueAt?.slice(0, 10) ?? '–'} and waits for an answer.`,
      zh: `步骤“${step.title.zh}”已于 ${dueAt?.slice(0, 10) ?? '–'} 到期，仍待答复。`,
    },
  }),
  decided: ({ number, title, decision }: Known & Pick<Request, 'decision'>, state: Text) => ({
    subject: {
      en: `${title}: ${state.en} (request ${number})`,
      zh: `${title}：${state.zh}（申请 ${number}）`,
    },
    body: decision.reason,
  }),
  returned: ({ number, title }: Known, question: string) => ({
    subject: { en: `A question to you: ${title} (request ${number})`, zh: `需要您补充：${title}（申请 ${number}）` },
    body: { en: question, zh: question },
  }),
  commented: ({ number, title }: Known, text: string) => ({
    subject: { en: `A comment: ${title} (request ${number})`, zh: `新评论：${title}（申请 ${number}）` },
    body: { en: text, zh: text },
  }),
  withdrawn: ({ number, title }: Known, why: string) => ({
    subject: { en: `Withdrawn: ${title} (request ${number})`, zh: `已撤回：${title}（申请 ${number}）` },
    body: { en: `Nothing is left to review. ${why}`.trim(), zh: `无需继续评审。${why}` },
  }),
  expiring: ({ title }: Pick<Request, 'title'>, until: string) => ({
    subject: { en: `A grant ends on ${until}: ${title}`, zh: `授权将于 ${until} 到期：${title}` },
    body: {
      en: 'Ask again in time if it is still needed: the form is filled in from the last time.',
      zh: '如仍需要，请及时重新申请：表单会按上次内容预填。',
    },
  }),
  expired: ({ title }: Pick<Request, 'title'>) => ({
    subject: { en: `A grant has ended: ${title}`, zh: `授权已到期：${title}` },
    body: { en: 'What it permitted is not permitted any more.', zh: '其所允许的事项现已不再允许。' },
  }),
  ended: ({ title }: Pick<Request, 'title'>, why: Text) => ({
    subject: { en: `A grant holds no more: ${title}`, zh: `授权不再有效：${title}` },
    body: why,
  }),
  reopened: ({ title }: Pick<Request, 'title'>, why: Text) => ({
    subject: { en: `A grant is decided again: ${title}`, zh: `授权需重新决定：${title}` },
    body: why,
  }),
}

export const words = {
  requests: { en: 'Requests', zh: '申请' },
  lead: {
    en: 'May I? Ask here; what a rule can answer is answered at once.',
    zh: '想做某事？在此申请；规则能回答的会立即答复。',
  },
  ask: { en: 'Ask', zh: '提出申请' },
  askWhat: { en: 'What do you want to do?', zh: '您想做什么？' },
  forMe: { en: 'For me', zh: '待我处理' },
  mine: { en: 'Mine', zh: '我的申请' },
  all: { en: 'All', zh: '全部' },
  number: { en: 'No.', zh: '编号' },
  title: { en: 'Request', zh: '申请' },
  form: { en: 'Kind', zh: '类型' },
  state: { en: 'State', zh: '状态' },
  requester: { en: 'By', zh: '申请人' },
  subject: { en: 'Subject', zh: '对象' },
  submitted: { en: 'Asked', zh: '提交时间' },
  changed: { en: 'Changed', zh: '更新时间' },
  waitingOn: { en: 'Waiting on', zh: '等待' },
  nobodyThere: { en: 'nobody is left to answer', zh: '无人可答复' },
  due: { en: 'due', zh: '截止' },
  overdue: { en: 'overdue', zh: '已逾期' },
  step: { en: 'Step', zh: '步骤' },
  nothingForYou: { en: 'Nothing waits for you', zh: '没有待您处理的事项' },
  none: { en: 'No requests', zh: '没有申请' },
  anyState: { en: 'Any state', zh: '任意状态' },
  anyForm: { en: 'Any kind', zh: '任意类型' },
  find: { en: 'Title or subject', zh: '标题或对象' },
  continue: { en: 'Continue', zh: '继续' },
  send: { en: 'Send', zh: '提交' },
  optional: { en: 'optional', zh: '选填' },
  yes: { en: 'Yes', zh: '是' },
  no: { en: 'No', zh: '否' },
  choose: { en: 'Choose …', zh: '请选择…' },
  oneALine: { en: 'One a line', zh: '每行一个' },
  known: { en: 'Known already, with where it was seen', zh: '已知信息及来源' },
  seenIn: { en: 'Seen in', zh: '来源' },
  assumed: { en: 'Assumed, as nobody said otherwise', zh: '未说明而采用的默认值' },
  outcomes: {
    approve: { en: 'approved at once', zh: '立即批准' },
    refuse: { en: 'refused', zh: '拒绝' },
    review: { en: 'goes to review', zh: '进入评审' },
  },
  soFar: { en: 'As answered so far', zh: '按目前的回答' },
  confirm: { en: 'Please confirm', zh: '请确认' },
  onBehalfOf: { en: 'On behalf of', zh: '代表' },
  onBehalfHint: {
    en: 'Only if you stand in for somebody, or run the desk: their sign-in name or e-mail',
    zh: '仅当您是他人的代理人或服务台管理者时填写：对方的登录名或邮箱',
  },
  answers: { en: 'Answers', zh: '回答' },
  notAnswered: { en: 'not answered', zh: '未填写' },
  decision: { en: 'Decision', zh: '决定' },
  decidedByRule: (policy: string, version: string, rule: string): Text => ({
    en: `by policy ${policy}, version ${version}, ${rule}`,
    zh: `依据策略 ${policy} 版本 ${version}，${rule}`,
  }),
  rule: (id: string): Text => ({ en: `rule ${id}`, zh: `规则 ${id}` }),
  otherwise: { en: 'no rule of it', zh: '无规则命中' },
  byPeople: { en: 'by the reviews below', zh: '依据以下评审' },
  alsoHeard: { en: 'Other policies that were heard', zh: '其他参考策略' },
  would: { en: 'would say', zh: '意见' },
  warns: { en: 'warns', zh: '警告' },
  replay: { en: 'Replay', zh: '重放' },
  replayed: {
    en: 'The same facts and the same policies give the same decision.',
    zh: '相同事实与相同策略得出相同决定。',
  },
  replayDiffers: { en: 'The replay gives another decision', zh: '重放得出不同决定' },
  reviews: { en: 'Reviews', zh: '评审' },
  round: (count: string): Text => ({ en: `round ${count}`, zh: `第 ${count} 轮` }),
  yourAnswer: { en: 'Your answer', zh: '您的答复' },
  reason: { en: 'Reason', zh: '理由' },
  reasonHint: { en: 'The requester reads it, and whoever asks next', zh: '申请人及后来者均可见' },
  actingFor: { en: 'For', zh: '代表' },
  myself: { en: 'myself', zh: '本人' },
  answerIt: { en: 'Give the answer', zh: '提交答复' },
  reassign: { en: 'Hand it to', zh: '转交给' },
  reassignButton: { en: 'Hand over', zh: '转交' },
  return: { en: 'Ask the requester', zh: '请申请人补充' },
  question: { en: 'What is missing', zh: '缺少什么' },
  comments: { en: 'Comments', zh: '评论' },
  comment: { en: 'Comment', zh: '评论' },
  history: { en: 'History', zh: '历史记录' },
  withdraw: { en: 'Withdraw', zh: '撤回' },
  close: { en: 'Close it for whoever asked', zh: '代申请人关闭' },
  amend: { en: 'Change the answers and send again', zh: '修改回答并重新提交' },
  announce: { en: 'Announce', zh: '公布' },
  announceHint: { en: 'The decision is made and told to nobody yet.', zh: '决定已作出，尚未公布。' },
  again: { en: 'Ask again like this', zh: '以此再次申请' },
  rate: { en: 'Was this helpful?', zh: '这对您有帮助吗？' },
  rateButton: { en: 'Rate', zh: '评价' },
  ratingNote: { en: 'What could be better', zh: '改进建议' },
  rated: (stars: string): Text => ({ en: `rated ${stars} of 5`, zh: `评分 ${stars}/5` }),
  grant: { en: 'Grant', zh: '授权' },
  checklist: { en: 'Checklist', zh: '检查清单' },
  owed: { en: 'Owed after approval', zh: '批准后须完成' },
  tick: { en: 'Done', zh: '完成' },
  untick: { en: 'Not done', zh: '撤销完成' },
  precedents: { en: 'Answered before', zh: '以往答复' },
  satisfaction: { en: 'Satisfaction, 1 to 5', zh: '满意度（1–5）' },
}

/** Where facts were seen. */
export const sources = {
  inventory: (uses: number): Text => ({ en: `inventory: ${uses} uses`, zh: `组件清单：${uses} 处使用` }),
  policy: (name: string): Text => ({ en: `license policy “${name}”`, zh: `许可证策略“${name}”` }),
  projects: { en: 'projects of the office', zh: '本办公室的项目' },
  requests: { en: 'requests of this office', zh: '本办公室的申请' },
  request: (number: number): Text => ({ en: `request ${number}`, zh: `申请 ${number}` }),
  manifest: (path: string, project: string): Text => ({ en: `${path} of ${project}`, zh: `${project} 的 ${path}` }),
  document: (of: string): Text => ({ en: `bill of materials of ${of}`, zh: `${of} 的物料清单` }),
  analysis: (project: string): Text => ({ en: `analysis of ${project}`, zh: `${project} 的分析` }),
}

/** Steps of the ledger, as the history of a request tells them. */
export const deeds: Record<string, Text> = {
  'request.asked': { en: 'asked', zh: '提出申请' },
  'request.amended': { en: 'changed the answers and sent it again', zh: '修改回答并重新提交' },
  'request.reviewed': { en: 'answered a step', zh: '答复了评审步骤' },
  'request.reassigned': { en: 'handed a step to somebody', zh: '转交了评审步骤' },
  'request.returned': { en: 'asked the requester', zh: '请申请人补充' },
  'request.decided': { en: 'the decision was made', zh: '作出决定' },
  'request.announced': { en: 'announced the decision', zh: '公布了决定' },
  'request.withdrawn': { en: 'withdrew it', zh: '撤回申请' },
  'request.commented': { en: 'commented', zh: '发表评论' },
  'request.ticked': { en: 'ticked a point of the checklist', zh: '勾选了清单项' },
  'request.unticked': { en: 'took back a point of the checklist', zh: '取消了清单项' },
  'request.rated': { en: 'rated it', zh: '作出评价' },
  'request.reopened': { en: 'it was opened again', zh: '重新打开' },
  'request.escalated': { en: 'others are asked about a step, too', zh: '已就步骤增请他人' },
}
