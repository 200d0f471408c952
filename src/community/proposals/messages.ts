import { either } from '../../lib/text/either.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Attribution, CallState, ConflictReason, Decision, Level, ProposalState, Slides } from './model.ts'

export const words = {
  number: { en: 'No.', zh: '编号' },
  calls: { en: 'Calls for proposals', zh: '征稿' },
  lead: {
    en: 'Tracks and topics, what people want to hear, proposals, reviews, decisions',
    zh: '专题与主题、听众需求、投稿、评审与决定',
  },
  call: { en: 'Call', zh: '征稿' },
  state: { en: 'State', zh: '状态' },
  deadline: { en: 'Deadline', zh: '截止时间' },
  noDeadline: { en: 'rolling: no deadline', zh: '滚动征稿：无截止时间' },
  proposals: { en: 'Proposals', zh: '投稿' },
  proposal: { en: 'Proposal', zh: '投稿' },
  noCalls: { en: 'No calls yet', zh: '还没有征稿' },
  newCall: { en: 'Start a call', zh: '新建征稿' },
  id: { en: 'Id: lowercase letters, digits and -', zh: '编号：小写字母、数字和 -' },
  plan: { en: 'The call, as YAML', zh: '征稿内容（YAML）' },
  planHint: {
    en: 'Tracks, topics, formats with their roles, criteria, groups of reviewers and committee. A time like 12pm is noon.',
    zh: '专题、主题、形式及角色、评审标准、评审组与委员会。12pm 表示中午十二点。',
  },
  save: { en: 'Save', zh: '保存' },
  edit: { en: 'Change the call', zh: '修改征稿' },
  open: { en: 'Open the call', zh: '开放征稿' },
  reopen: { en: 'Open it again', zh: '重新开放' },
  startReviews: { en: 'Close it and give out the reviews', zh: '截稿并分配评审' },
  fillUp: { en: 'Fill up the reviews', zh: '补充分配评审' },
  close: { en: 'Close the call', zh: '关闭征稿' },
  announce: { en: 'Announce everything', zh: '公布全部结果' },
  announceHint: {
    en: 'Everybody hears of it in the same moment. Until then nobody but the committee sees a decision.',
    zh: '所有人同时收到结果；公布之前，只有委员会能看到决定。',
  },
  tracks: { en: 'Tracks', zh: '专题' },
  track: { en: 'Track', zh: '专题' },
  topics: { en: 'Topics', zh: '主题' },
  formats: { en: 'Formats', zh: '形式' },
  format: { en: 'Format', zh: '形式' },
  minutes: (count: string): Text => ({ en: `${count} minutes`, zh: `${count} 分钟` }),
  publicPage: { en: 'Public page', zh: '公开页面' },
  propose: { en: 'Propose', zh: '投稿' },
  chooseFormat: { en: 'Choose a format', zh: '选择形式' },
  demand: { en: 'What people want to hear', zh: '听众想听什么' },
  demandLead: {
    en: 'One vote a person and question. What is wanted most counts in the selection.',
    zh: '每人对每个问题一票。需求最高的内容会影响评选。',
  },
  question: { en: 'Question', zh: '问题' },
  askQuestion: { en: 'I want to hear about', zh: '我想听' },
  ask: { en: 'Ask', zh: '提出' },
  votes: { en: 'Votes', zh: '票数' },
  vote: { en: 'Vote', zh: '投票' },
  unvote: { en: 'Take back', zh: '撤回' },
  remove: { en: 'Remove', zh: '移除' },
  noQuestions: { en: 'Nobody has asked yet', zh: '还没有人提出问题' },
  noTopic: { en: 'no topic', zh: '不限主题' },
  reviews: { en: 'My reviews', zh: '我的评审' },
  reviewsLead: {
    en: 'Without names: what would tell whose it is was covered',
    zh: '匿名评审：会透露身份的内容已遮盖',
  },
  noReviews: { en: 'Nothing to review', zh: '没有待评审的投稿' },
  review: { en: 'Review', zh: '评审' },
  done: { en: 'done', zh: '已完成' },
  toDo: { en: 'to do', zh: '待评审' },
  comment: { en: 'For the committee', zh: '给委员会的意见' },
  score: { en: 'Score', zh: '评分' },
  giveReview: { en: 'Give the review', zh: '提交评审' },
  declare: { en: 'I have a conflict of interest', zh: '我有利益冲突' },
  declareHint: {
    en: 'You know whose it is and are too close. Another is asked in your place; nobody asks why.',
    zh: '您知道投稿人是谁且关系密切。将由他人替您评审，无需说明原因。',
  },
  profile: { en: 'About me as a reviewer', zh: '我的评审信息' },
  profileHint: {
    en: 'You are given nothing by people of your own employer, e-mail domain or identity.',
    zh: '不会向您分配来自同一雇主、同一邮箱域名或本人身份的投稿。',
  },
  employer: { en: 'Employer', zh: '雇主' },
  most: { en: 'Reviews at most', zh: '最多评审数' },
  ranking: { en: 'Ranking', zh: '排名' },
  rankingLead: {
    en: 'By the scores of the reviewers and by what people want to hear',
    zh: '依据评审得分与听众需求',
  },
  total: { en: 'Rank value', zh: '综合分' },
  points: { en: 'Reviews', zh: '评审分' },
  count: { en: 'Given', zh: '评审数' },
  spread: { en: 'Apart', zh: '分歧' },
  wanted: { en: 'Wanted', zh: '需求' },
  decision: { en: 'Decision', zh: '决定' },
  decide: { en: 'Decide', zh: '决定' },
  why: { en: 'Why', zh: '理由' },
  undecided: { en: 'undecided', zh: '未决定' },
  unsure: (count: string): Text => ({ en: `${count} not agreed yet`, zh: `${count} 人尚未同意` }),
  progress: { en: 'Reviewers', zh: '评审进度' },
  mine: { en: 'My proposals', zh: '我的投稿' },
  title: { en: 'Title', zh: '标题' },
  abstract: { en: 'Abstract', zh: '摘要' },
  abstractHint: { en: 'Who reviews sees no names: leave out who you are', zh: '评审为匿名：请勿透露您的身份' },
  benefit: { en: 'What open source gains by it', zh: '对开源生态的益处' },
  inEnglish: { en: 'in English', zh: '英文' },
  inChinese: { en: 'in Chinese', zh: '中文' },
  oneLanguage: { en: 'One language is enough', zh: '填写一种语言即可' },
  level: { en: 'Level', zh: '难度' },
  language: { en: 'Spoken in', zh: '演讲语言' },
  slides: { en: 'With slides', zh: '使用幻灯片' },
  answers: { en: 'Which questions it answers', zh: '回应哪些问题' },
  speakers: { en: 'Speakers', zh: '讲者' },
  you: { en: 'You', zh: '您' },
  coSpeaker: { en: 'Another', zh: '其他讲者' },
  name: { en: 'Name', zh: '姓名' },
  email: { en: 'E-mail', zh: '邮箱' },
  handle: { en: 'Name on a forge', zh: '代码托管平台用户名' },
  bio: { en: 'About the speaker', zh: '讲者简介' },
  role: { en: 'As', zh: '角色' },
  mayRecord: { en: 'It may be recorded and published', zh: '同意录制并公开' },
  attribution: { en: 'Named in public', zh: '公开署名方式' },
  penName: { en: 'Pen name', zh: '笔名' },
  awayFrom: { en: 'Not there from', zh: '无法出席：从' },
  awayTo: { en: 'to', zh: '至' },
  emptyRow: { en: 'Leave empty what is not needed', zh: '不需要的留空' },
  handIn: { en: 'Hand in', zh: '提交投稿' },
  handedIn: { en: 'It is handed in', zh: '投稿已提交' },
  links: {
    en: 'Each speaker’s own link: to agree, to change what is said of them, to see what becomes of it. Copy them now and hand them over: they are not shown again.',
    zh: '每位讲者的专属链接：用于同意参加、修改个人信息、查看结果。请立即复制并转交，之后不再显示。',
  },
  leaks: {
    en: 'This tells who you are, and is covered for the reviewers:',
    zh: '以下内容会透露身份，评审时将被遮盖：',
  },
  yourPart: { en: 'Your part', zh: '您的参与' },
  agree: { en: 'I take part', zh: '我同意参加' },
  leave: { en: 'I do not take part', zh: '我不参加' },
  come: { en: 'We come', zh: '确认出席' },
  notCome: { en: 'We cannot come', zh: '无法出席' },
  confirmUntil: { en: 'Say until then whether you come', zh: '请在此时间前确认是否出席' },
  withdraw: { en: 'Withdraw it', zh: '撤回投稿' },
  change: { en: 'Change it', zh: '修改投稿' },
  agreed: { en: 'takes part', zh: '已同意' },
  named: { en: 'has not answered', zh: '尚未回复' },
  left: { en: 'does not take part', zh: '不参加' },
  hidden: { en: 'Names are hidden from you: you review in this call', zh: '您是此征稿的评审人，姓名对您隐藏' },
  erase: { en: 'Erase what names a speaker', zh: '删除讲者个人信息' },
  renewLink: { en: 'New link', zh: '更换链接' },
  newLink: { en: 'The new link; the one before opens nothing any more', zh: '新链接；原链接已失效' },
  pool: { en: 'Pool of speakers', zh: '讲者库' },
  poolLead: {
    en: 'Whoever was accepted is asked in turn, in time before each day; who does not answer is reminded, then the next is asked',
    zh: '已入选的讲者按顺序受邀；未回复者会收到提醒，逾期则邀请下一位',
  },
  dates: { en: 'Days', zh: '日期' },
  when: { en: 'When', zh: '时间' },
  addDate: { en: 'Add a day', zh: '添加日期' },
  noDates: { en: 'No days to come', zh: '没有即将到来的日期' },
  nobody: { en: 'nobody yet', zh: '暂无' },
  passed: { en: 'Asked before', zh: '此前已邀请' },
  comes: { en: 'comes', zh: '已确认' },
  asked: { en: 'asked', zh: '已邀请' },
  noPool: { en: 'Nobody is in the pool yet', zh: '讲者库为空' },
  askedFor: { en: 'You are asked to speak on', zh: '邀请您演讲的日期' },
  none: { en: 'No proposals yet', zh: '还没有投稿' },
  search: { en: 'Words of the title', zh: '标题关键词' },
  any: { en: 'any', zh: '不限' },
  license: { en: 'License', zh: '许可证' },
  licenseNote: {
    en: 'What is published of it is under this license, with the names that you choose',
    zh: '公开内容以此许可证发布，并按您选择的方式署名',
  },
  signIn: { en: 'Sign in to propose', zh: '请登录后投稿' },
  over: { en: 'It takes no proposals now', zh: '目前不接受投稿' },
  short: (numbers: string): Text => ({
    en: `Too few may judge these: ${numbers}. Add reviewers, or let each take more.`,
    zh: `以下投稿可用评审人不足：${numbers}。请增加评审人或提高评审上限。`,
  }),
  conflict: { en: 'You have a conflict of interest with it', zh: '您与此投稿存在利益冲突' },
  noDecision: { en: 'Held until everything is announced', zh: '公布前保密' },
}

export const states: Record<CallState, Text> = {
  draft: { en: 'draft', zh: '草稿' },
  open: { en: 'open', zh: '开放中' },
  reviewing: { en: 'in review', zh: '评审中' },
  announced: { en: 'announced', zh: '已公布' },
  closed: { en: 'closed', zh: '已关闭' },
}

export const proposalStates: Record<ProposalState, Text> = {
  submitted: { en: 'handed in', zh: '已提交' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
  accepted: { en: 'accepted', zh: '已录用' },
  waiting: { en: 'on the waiting list', zh: '候补' },
  refused: { en: 'not accepted', zh: '未录用' },
  confirmed: { en: 'confirmed', zh: '已确认' },
  declined: { en: 'does not come', zh: '无法出席' },
  lapsed: { en: 'not confirmed in time', zh: '逾期未确认' },
}

export const decisions: Record<Decision, Text> = {
  accept: { en: 'accept', zh: '录用' },
  waitlist: { en: 'waiting list', zh: '候补' },
  refuse: { en: 'refuse', zh: '不录用' },
}

export const slideRules: Record<Slides, Text> = {
  allowed: { en: 'slides if you like', zh: '可用幻灯片' },
  required: { en: 'with slides', zh: '需要幻灯片' },
  forbidden: { en: 'without slides', zh: '不用幻灯片' },
}

export const levels: Record<Level, Text> = {
  beginner: { en: 'beginners', zh: '入门' },
  intermediate: { en: 'some experience', zh: '中级' },
  advanced: { en: 'experts', zh: '高级' },
}

export const attributions: Record<Attribution, Text> = {
  name: { en: 'by name', zh: '姓名' },
  'name-and-employer': { en: 'by name and employer', zh: '姓名与雇主' },
  'pen-name': { en: 'by pen name', zh: '笔名' },
}

export const reasons: Record<ConflictReason, Text> = {
  'same-person': { en: 'the same person', zh: '本人' },
  'same-email': { en: 'the same e-mail', zh: '相同邮箱' },
  'same-login': { en: 'the same name on a forge', zh: '相同平台用户名' },
  'same-domain': { en: 'the same e-mail domain', zh: '相同邮箱域名' },
  'same-employer': { en: 'the same employer', zh: '同一雇主' },
  declared: { en: 'declared', zh: '本人声明' },
}

export const languages: Record<'en' | 'zh', Text> = {
  en: { en: 'in English', zh: '英文' },
  zh: { en: 'in Chinese', zh: '中文' },
}

/** What people are told. */
export const told = {
  named: (title: Text) => ({
    subject: { en: `You are named as a speaker: ${either(title, 'en')}`, zh: `您被列为讲者：${either(title, 'zh')}` },
    body: { en: 'Say whether you take part.', zh: '请回复是否参加。' },
  }),
  whyGuest: (call: Text): Text => ({
    en: `You get this mail because a proposal to “${call.en}” names you as a speaker.`,
    zh: `您收到此邮件，是因为“${call.zh}”的一份投稿将您列为讲者。`,
  }),
  left: (title: Text, name: string) => ({
    subject: { en: `${name} does not take part: ${either(title, 'en')}`, zh: `${name} 不参加：${either(title, 'zh')}` },
    body: { en: 'Look whether the format still fits.', zh: '请确认形式要求是否仍满足。' },
  }),
  toReview: (title: Text) => ({
    subject: { en: `Proposals to review: ${either(title, 'en')}`, zh: `有投稿待评审：${either(title, 'zh')}` },
    body: { en: 'They are given to you without names.', zh: '评审为匿名方式。' },
  }),
  outcome: (title: Text, state: Text, isAsked: boolean) => ({
    subject: {
      en: `Your proposal “${either(title, 'en')}”: ${state.en}`,
      zh: `您的投稿“${either(title, 'zh')}”：${state.zh}`,
    },
    body: isAsked
      ? { en: 'Say whether you come.', zh: '请确认是否出席。' }
      : { en: 'Thank you for proposing it.', zh: '感谢您的投稿。' },
  }),
  movedUp: (title: Text, until: string) => ({
    subject: { en: `A place has become free: ${either(title, 'en')}`, zh: `候补递补：${either(title, 'zh')}` },
    body: { en: `Say until ${until} whether you come.`, zh: `请在 ${until} 前确认是否出席。` },
  }),
  confirmSoon: (title: Text, until: string) => ({
    subject: { en: `Do you come? ${either(title, 'en')}`, zh: `请确认出席：${either(title, 'zh')}` },
    body: { en: `After ${until} the next is asked.`, zh: `${until} 之后将询问下一位。` },
  }),
  answered: (title: Text, number: string, state: Text) => ({
    subject: {
      en: `Proposal ${number} of ${either(title, 'en')}: ${state.en}`,
      zh: `${either(title, 'zh')}的投稿 ${number}：${state.zh}`,
    },
    body: { en: 'Look at the program.', zh: '请查看议程。' },
  }),
  announced: (title: Text): Text => ({
    en: `What was accepted is announced: ${either(title, 'en')}`,
    zh: `录用结果已公布：${either(title, 'zh')}`,
  }),
  askedForDate: (title: Text, day: string, until: string) => ({
    subject: {
      en: `Can you speak on ${day}? ${either(title, 'en')}`,
      zh: `邀请您于 ${day} 演讲：${either(title, 'zh')}`,
    },
    body: { en: `Answer until ${until}; then the next is asked.`, zh: `请在 ${until} 前回复，逾期将邀请下一位。` },
  }),
  dateSoon: (title: Text, day: string, until: string) => ({
    subject: {
      en: `Do you speak on ${day}? ${either(title, 'en')}`,
      zh: `请确认 ${day} 的演讲：${either(title, 'zh')}`,
    },
    body: { en: `Answer until ${until}; then the next is asked.`, zh: `请在 ${until} 前回复，逾期将邀请下一位。` },
  }),
  poolEmpty: (title: Text, day: string) => ({
    subject: {
      en: `Nobody to ask for ${day}: ${either(title, 'en')}`,
      zh: `${day} 无人可邀请：${either(title, 'zh')}`,
    },
    body: { en: 'Everybody in the pool was asked: find others.', zh: '讲者库中的人都已邀请过：请寻找新的讲者。' },
  }),
}
