import type { Text } from '../../lib/text/text.ts'
import type { Commitment } from './agreements/model.ts'
import type { ApprovalAnswer } from './cases/model.ts'

/** In the language of the sentence, or in the other where it was not written in that. */
function said({ en, zh }: Text): Text {
  return { en: en || zh, zh: zh || en }
}

/** What people are told, in the inbox and by mail. */
export const news = {
  sign: (title: Text) => ({
    subject: { en: `An agreement to sign: ${said(title).en}`, zh: `待签署协议：${said(title).zh}` },
    body: {
      en: 'It is offered to all parties. Read it, and sign for yours.',
      zh: '协议已提请各方签署，请阅读后代表贵方签署。',
    },
  }),
  inForce: (title: Text): Text => ({
    en: `An agreement is in force: ${said(title).en}`,
    zh: `协议生效：${said(title).zh}`,
  }),
  commitment: ({ promise, dueOn, ownerName }: Commitment, overdue: boolean) => ({
    subject: overdue
      ? { en: `Overdue: ${said(promise).en}`, zh: `已逾期：${said(promise).zh}` }
      : { en: `Due soon: ${said(promise).en}`, zh: `即将到期：${said(promise).zh}` },
    body: { en: `${ownerName} sees to it, by ${dueOn}.`, zh: `负责人 ${ownerName}，期限 ${dueOn}。` },
  }),
  review: (title: Text, day: string) => ({
    subject: { en: `To be reviewed: ${said(title).en}`, zh: `待复审：${said(title).zh}` },
    body: { en: `The parties meant to look at it again on ${day}.`, zh: `约定于 ${day} 复审。` },
  }),
  ending: (title: Text, day: string) => ({
    subject: { en: `An agreement ends: ${said(title).en}`, zh: `协议即将到期：${said(title).zh}` },
    body: { en: `Its term ends on ${day}: prolong it, or let it end.`, zh: `期限至 ${day}：请续签或任其结束。` },
  }),
  over: (title: Text, day: string) => ({
    subject: { en: `An agreement is over: ${said(title).en}`, zh: `协议已到期：${said(title).zh}` },
    body: { en: `Its term ended on ${day}.`, zh: `期限已于 ${day} 届满。` },
  }),
  approve: (title: Text) => ({
    subject: { en: `Your approval: ${said(title).en}`, zh: `请批准：${said(title).zh}` },
    body: {
      en: 'This case names your institution. It is published once every partner has approved it.',
      zh: '此案例涉及贵机构，经所有合作机构批准后方可发布。',
    },
  }),
  whyGuest: (partner: Text): Text => ({
    en: `You get this mail because you speak for ${said(partner).en} here. The link is yours alone.`,
    zh: `您收到此邮件，是因为您在此代表${said(partner).zh}。链接仅供您本人使用。`,
  }),
  answered: (title: Text, partner: string, answer: ApprovalAnswer) => ({
    subject:
      answer === 'approve'
        ? { en: `${partner} approved: ${said(title).en}`, zh: `${partner} 已批准：${said(title).zh}` }
        : { en: `${partner} objected: ${said(title).en}`, zh: `${partner} 提出异议：${said(title).zh}` },
    body: { en: 'Open the case to see who has answered.', zh: '打开案例查看各方答复。' },
  }),
  published: (title: Text): Text => ({
    en: `A case of several partners is published: ${said(title).en}`,
    zh: `多方案例已发布：${said(title).zh}`,
  }),
}

export const words = {
  partners: { en: 'Partners', zh: '合作机构' },
  partner: { en: 'Partner', zh: '合作机构' },
  lead: {
    en: 'Institutions that work together: what they want, what they agreed on, what they show',
    zh: '共同协作的机构：目标、协议与成果',
  },
  goals: { en: 'Policy goals', zh: '政策目标' },
  goal: { en: 'Policy goal', zh: '政策目标' },
  agreements: { en: 'Agreements', zh: '协议' },
  agreement: { en: 'Agreement', zh: '协议' },
  activities: { en: 'Joint activities', zh: '联合活动' },
  cases: { en: 'Cases', zh: '案例' },
  case: { en: 'Case', zh: '案例' },
  casesLead: {
    en: 'What institutions did together, in words that all of them approved',
    zh: '各机构共同完成的工作，内容均经各方批准',
  },
  name: { en: 'Name', zh: '名称' },
  kind: { en: 'Kind', zh: '类型' },
  anyKind: { en: 'Any kind', zh: '任意类型' },
  place: { en: 'Place', zh: '地点' },
  address: { en: 'Address', zh: '网址' },
  description: { en: 'Description', zh: '说明' },
  state: { en: 'State', zh: '状态' },
  title: { en: 'Title', zh: '标题' },
  purpose: { en: 'Purpose', zh: '宗旨' },
  measure: { en: 'How one sees it', zh: '衡量方式' },
  due: { en: 'Due', zh: '期限' },
  find: { en: 'Name or place', zh: '名称或地点' },
  contacts: { en: 'Contacts', zh: '联系人' },
  role: { en: 'Role', zh: '职务' },
  email: { en: 'E-mail', zh: '邮箱' },
  account: { en: 'Account', zh: '账户' },
  accountHint: { en: 'Sign-in name or e-mail', zh: '登录名或邮箱' },
  speaks: { en: 'Signs and approves for it', zh: '可代表签署与批准' },
  remove: { en: 'Remove', zh: '移除' },
  addPartner: { en: 'Add a partner', zh: '添加合作机构' },
  addContact: { en: 'Add a contact', zh: '添加联系人' },
  addGoal: { en: 'Add or change a goal', zh: '添加或修改目标' },
  addAgreement: { en: 'Add an agreement', zh: '添加协议' },
  addActivity: { en: 'Add an activity', zh: '添加活动' },
  addCase: { en: 'Add a case', zh: '添加案例' },
  byLink: { en: 'by the link in a mail', zh: '通过邮件链接' },
  toLibrary: { en: 'Put it into the library', zh: '收入资料库' },
  addCommitment: { en: 'Add a commitment', zh: '添加承诺' },
  change: { en: 'Change', zh: '修改' },
  save: { en: 'Save', zh: '保存' },
  id: { en: 'Short name', zh: '短名称' },
  idHint: {
    en: 'Made of the title where none is given; that of another changes that one',
    zh: '留空则由标题生成；填写已有短名称则修改该条目',
  },
  none: { en: 'Nothing yet', zh: '暂无内容' },
  parties: { en: 'Parties', zh: '签约方' },
  signed: { en: 'Signed', zh: '签署日期' },
  notSigned: { en: 'not yet', zh: '未签署' },
  sign: { en: 'Sign', zh: '签署' },
  offer: { en: 'Offer it to be signed', zh: '提请签署' },
  end: { en: 'End it', zh: '终止' },
  why: { en: 'Why', zh: '原因' },
  since: { en: 'From', zh: '开始' },
  until: { en: 'Until', zh: '结束' },
  open: { en: 'open', zh: '无固定期限' },
  review: { en: 'To be reviewed', zh: '复审日期' },
  documents: { en: 'Documents', zh: '文件' },
  documentsHint: { en: 'One a line: title | https://…', zh: '每行一份：标题 | https://…' },
  changedTerms: {
    en: 'Changing what is offered or signed makes it a draft again: nobody has signed the new terms.',
    zh: '修改已提请或已签署的协议将使其回到草稿：新条款尚无人签署。',
  },
  commitments: { en: 'Commitments', zh: '承诺' },
  promise: { en: 'What is promised', zh: '承诺内容' },
  owner: { en: 'Who sees to it', zh: '负责人' },
  done: { en: 'Done', zh: '完成' },
  drop: { en: 'Drop', zh: '放弃' },
  note: { en: 'Note', zh: '备注' },
  overdue: { en: 'overdue', zh: '已逾期' },
  held: { en: 'Held on', zh: '日期' },
  summary: { en: 'Summary', zh: '摘要' },
  body: { en: 'Text', zh: '正文' },
  bodyHint: { en: 'In Markdown', zh: '使用 Markdown' },
  license: { en: 'License', zh: '许可证' },
  attribution: { en: 'Attributed to', zh: '署名' },
  attributionHint: { en: 'The partners, where nothing is given', zh: '留空则为各合作机构' },
  approvals: { en: 'Approvals', zh: '批准情况' },
  waits: { en: 'has not answered', zh: '尚未答复' },
  approve: { en: 'Approve', zh: '批准' },
  object: { en: 'Object', zh: '提出异议' },
  answer: { en: 'Answer', zh: '答复' },
  given: { en: 'How it was given', zh: '批准方式' },
  givenHint: { en: 'Where you write it down for them: a letter and its date', zh: '代为登记时填写：函件及日期' },
  remark: { en: 'Remark', zh: '说明' },
  ask: { en: 'Ask for approval', zh: '提请批准' },
  publish: { en: 'Publish', zh: '发布' },
  withdraw: { en: 'Withdraw', zh: '撤回' },
  published: { en: 'Published', zh: '发布日期' },
  publicPage: { en: 'Public page', zh: '公开页面' },
  behind: {
    en: 'What everybody sees is older than this: it stays until all have approved the new text and it is published again.',
    zh: '公开内容为较早版本：待各方批准新内容并重新发布后才会更新。',
  },
  noPartners: { en: 'Add a partner first', zh: '请先添加合作机构' },
}
