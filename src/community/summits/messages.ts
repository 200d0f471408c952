import type { Text } from '../../lib/text/text.ts'
import { type EditionState, stateNames } from './model.ts'

export const words = {
  summits: { en: 'Summits', zh: '峰会' },
  lead: {
    en: 'By invitation only: nominated by what people have shown, chosen by a committee',
    zh: '仅限受邀者：凭实绩提名，由委员会遴选',
  },
  none: { en: 'No summits', zh: '还没有峰会' },
  name: { en: 'Name', zh: '名称' },
  id: { en: 'Short name', zh: '短名称' },
  idHint: { en: 'lowercase letters, digits and -', zh: '小写字母、数字和 -' },
  state: { en: 'State', zh: '状态' },
  day: { en: 'First day', zh: '首日' },
  place: { en: 'Place', zh: '地点' },
  purpose: { en: 'What it is for', zh: '目的' },
  capacity: { en: 'Places', zh: '名额' },
  keepMonths: { en: 'Months after it until nominees are erased', zh: '会后保留被提名人资料的月数' },
  kept: (months: string): Text => ({
    en: `What you write here is for the committee only, and is erased ${months} months after the summit.`,
    zh: `所填内容仅供委员会查看，并在峰会结束 ${months} 个月后删除。`,
  }),
  committee: { en: 'Group that votes (its short name)', zh: '表决群组（短名称）' },
  nominateUntil: { en: 'Nominations until', zh: '提名截止' },
  answerDays: { en: 'Days to answer an invitation', zh: '答复邀请的天数' },
  minimum: { en: 'Criteria to be shown, at least', zh: '至少证明的标准数' },
  criteria: { en: 'What we look for', zh: '遴选标准' },
  tasks: { en: 'To prepare', zh: '会前准备' },
  criteriaFormat: {
    en: 'One a line: id | English | 中文 | what shows it | 证明说明',
    zh: '每行一项：编号 | English | 中文 | what shows it | 说明',
  },
  published: { en: 'Show it to everybody, without sign-in', zh: '向所有人公开（无需登录）' },
  publicPage: { en: 'Public page', zh: '公开页面' },
  create: { en: 'Create a summit', zh: '创建峰会' },
  change: { en: 'Change', zh: '修改' },
  save: { en: 'Save', zh: '保存' },
  about: { en: 'About', zh: '简介' },
  nominate: { en: 'Nominate', zh: '提名' },
  nominateLead: {
    en: 'Yourself or somebody else. There is no open registration.',
    zh: '可自荐或推荐他人。本会议不开放报名。',
  },
  isSelf: { en: 'I nominate myself', zh: '我提名自己' },
  person: { en: 'Name of whom you nominate', zh: '被提名人姓名' },
  email: { en: 'Their e-mail', zh: '被提名人邮箱' },
  organization: { en: 'Organization', zh: '所在机构' },
  evidence: { en: 'What shows it, with links', zh: '证明材料（附链接）' },
  thanks: { en: 'Thank you: the committee looks at it', zh: '谢谢：委员会将进行审议' },
  nominations: { en: 'Nominations', zh: '提名' },
  noNominations: { en: 'No nominations', zh: '还没有提名' },
  shown: { en: 'Criteria shown', zh: '已证明标准' },
  standing: { en: 'Stands', zh: '状态' },
  listPlace: { en: 'On the list', zh: '名单排序' },
  votes: { en: 'Yes · no · abstain · interest', zh: '赞成 · 反对 · 弃权 · 回避' },
  ownVote: { en: 'Your vote', zh: '您的投票' },
  vote: { en: 'Vote', zh: '投票' },
  voteLead: {
    en: 'By simple majority. Who has an interest says so, and then takes no part.',
    zh: '简单多数。有利益冲突者请声明，之后不再参与。',
  },
  invite: { en: 'Invite the next on the list', zh: '邀请名单上的下一批' },
  renew: { en: 'New link', zh: '新链接' },
  link: { en: 'Link to the invitation', zh: '邀请链接' },
  passOn: {
    en: 'Pass it on to whom it is for. Any earlier link opens nothing now. It is not shown again.',
    zh: '请转交本人。先前的链接已失效。之后不再显示。',
  },
  copy: { en: 'Copy', zh: '复制' },
  withdraw: { en: 'Withdraw the nomination', zh: '撤回提名' },
  participants: { en: 'Who comes', zh: '出席者' },
  nobody: { en: 'Nobody yet', zh: '还没有人' },
  prepared: { en: 'Prepared', zh: '准备进度' },
  alliance: { en: 'Goes on together', zh: '加入后续联盟' },
  form: { en: 'Make the alliance of those who go on', zh: '组建后续联盟' },
  formed: { en: 'The alliance is formed', zh: '联盟已组建' },
  added: { en: 'In it', zh: '已加入' },
  without: { en: 'Said yes, and have no account here', zh: '愿意加入但没有账户' },
  yes: { en: 'yes', zh: '是' },
  problems: { en: 'Problem bank', zh: '问题库' },
  problemsLead: {
    en: 'Nobody can tell whose a problem is: neither author nor time is kept. Name nobody in it.',
    zh: '无法得知问题由谁提出：不保存作者和时间。请勿在其中提及任何人。',
  },
  noProblems: { en: 'No problems yet', zh: '还没有问题' },
  addProblem: { en: 'Put in', zh: '提交' },
  remove: { en: 'Remove', zh: '移除' },
  sponsors: { en: 'Sponsors', zh: '赞助' },
  noSponsors: { en: 'No offers yet', zh: '还没有赞助意向' },
  offer: { en: 'What is offered', zh: '赞助内容' },
  contact: { en: 'Contact', zh: '联系方式' },
  offerOne: { en: 'Offer to sponsor', zh: '提出赞助' },
  accept: { en: 'Accept', zh: '接受' },
  decline: { en: 'Decline', zh: '谢绝' },
  invitation: { en: 'Your invitation', zh: '您的邀请' },
  invited: (person: string, until: string): Text => ({
    en: `${person}, you are invited. Please answer by ${until}.`,
    zh: `${person}，诚邀您出席。请于 ${until} 前答复。`,
  }),
  reason: { en: 'Why, if you want to say', zh: '原因（可选）' },
  youCome: { en: 'You are coming. Good to have you.', zh: '您已确认出席，期待与您相见。' },
  youDeclined: { en: 'You declined. Thank you for telling us.', zh: '您已谢绝。感谢告知。' },
  expired: { en: 'The time to answer is over.', zh: '答复期限已过。' },
  done: { en: 'done', zh: '完成' },
  note: { en: 'Your notes; only you see them', zh: '您的笔记（仅自己可见）' },
  ofTasks: (done: string, all: string): Text => ({ en: `${done} of ${all} done`, zh: `已完成 ${done}/${all}` }),
  profile: { en: 'What I offer, what I seek', zh: '我能提供的与我想了解的' },
  profileLead: {
    en: 'A line each. With it others who come see your name and organization.',
    zh: '每行一项。填写后，其他出席者可看到您的姓名和机构。',
  },
  offers: { en: 'I offer', zh: '我能提供' },
  seeks: { en: 'I seek', zh: '我想了解' },
  matches: { en: 'Whom to speak to', zh: '推荐交流对象' },
  noMatches: { en: 'Nobody yet: write what you offer and seek', zh: '暂无：请填写您能提供的与想了解的内容' },
  learn: { en: 'You may learn', zh: '您可了解' },
  teach: { en: 'You may help with', zh: '您可帮助' },
  joinAlliance: { en: 'I want to go on together afterwards', zh: '会后我愿意加入后续联盟' },
  letter: { en: 'Letter to your manager', zh: '致上级的信函' },
  print: { en: 'Print it, or copy it into a mail and change it as you like.', zh: '可打印，或复制到邮件中自行修改。' },
  licensed: (license: string): Text => ({ en: `Licensed under ${license}`, zh: `许可证：${license}` }),
}

export const news = {
  moved: (name: Text, state: EditionState): Text => ({
    en: `${name.en}: ${stateNames[state]?.en ?? 'changed'}`,
    zh: `${name.zh}：${stateNames[state]?.zh ?? '已更新'}`,
  }),
  nominated: (name: Text): Text => ({ en: `${name.en}: somebody is nominated`, zh: `${name.zh}：有新的提名` }),
  nominatedBody: { en: 'The committee is asked to vote.', zh: '请委员会进行表决。' },
  answered: (name: Text): Text => ({ en: `${name.en}: an invitation was answered`, zh: `${name.zh}：有邀请已答复` }),
  answeredBody: { en: 'See who comes.', zh: '请查看出席情况。' },
}

export function notMailed(count: string): Text {
  return { en: `Invitations that could not be mailed: ${count}`, zh: `${count} 封邀请未能寄出` }
}

export function allianceNames(name: Text): Text {
  return { en: `${name.en}: alliance`, zh: `${name.zh}：后续联盟` }
}

export const mails = {
  invitation: ({ summit, person, until }: { summit: Text; person: string; until: string }) => ({
    subject: { en: `Invitation: ${summit.en}`, zh: `邀请：${summit.zh}` },
    body: {
      en: `${person},\n\nyou are invited to ${summit.en}. There is no open registration: a committee chose you by what you have shown.\n\nAccept or decline by ${until}.\n\nThe link below is yours alone: whoever has it answers in your place.`,
      zh: `${person}，\n\n诚邀您出席${summit.zh}。本会议不开放报名，您由委员会凭实绩选出。\n\n请于 ${until} 前接受或谢绝。\n\n以下链接仅供您本人使用：持有者即可代您答复。`,
    },
    why: {
      en: `You get this mail because you were nominated for ${summit.en}.`,
      zh: `您收到此邮件，是因为您被提名参加${summit.zh}。`,
    },
  }),
}
