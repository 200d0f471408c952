import { chaoss } from '../../metrics/metric.ts'
import { agreement, diversity, type HumanMetric, shareOfPeople } from './human-metric.ts'

export const projectMetrics: HumanMetric[] = [
  {
    id: 'project-recommendability',
    name: { en: 'Project recommendability', zh: '项目推荐度' },
    question: { en: 'Would people recommend the project?', zh: '人们会推荐该项目吗？' },
    definition: {
      en: 'Net Promoter Score: how likely one would recommend the project to somebody, from 0 to 10',
      zh: '净推荐值：向他人推荐该项目的可能性（0 到 10）',
    },
    formula: {
      en: '100 × (promoters − detractors) ÷ all who answered; promoters say 9 or 10, detractors 0 to 6',
      zh: '100 ×（推荐者 − 贬损者）÷ 回答人数；推荐者为 9–10 分，贬损者为 0–6 分',
    },
    unit: { en: 'from −100 to 100', zh: '−100 至 100' },
    format: 'count',
    caveats: [
      {
        en: 'Few answers make it jump: one person among twenty moves it by 5 to 10. It differs by country and by who is asked.',
        zh: '回答少时波动很大：二十人中一人即可使其变动 5 至 10。不同国家和人群之间不宜直接比较。',
      },
    ],
    source: chaoss('Project Recommendability', 'project-recommendability'),
    by: 'survey',
    combine: 'latest',
    least: -100,
    most: 100,
  },
  agreement({
    id: 'project-burnout',
    chaoss: 'Project Burnout',
    name: { en: 'Project burnout', zh: '项目倦怠' },
    question: { en: 'How are those who carry the project?', zh: '承担项目的人状态如何？' },
    definition: {
      en: 'How well those who contribute bear what the project asks of them: 5 is no sign of burnout, 1 is many',
      zh: '贡献者承受项目要求的状态：5 表示没有倦怠迹象，1 表示迹象明显',
    },
    caveat: {
      en: 'This is no medical judgment. Who is worn out may have left already and is not asked.',
      zh: '这不是医学判断。已因倦怠离开者不在调查之内。',
    },
  }),
  agreement({
    id: 'psychological-safety',
    chaoss: 'Psychological Safety',
    name: { en: 'Psychological safety', zh: '心理安全' },
    question: { en: 'Can people speak up, err and be themselves?', zh: '人们能否直言、犯错并做自己？' },
    definition: {
      en: 'How far people find it safe to ask, to disagree, to err and to be who they are',
      zh: '人们认为提问、异议、犯错和做自己是安全的程度',
    },
  }),
  agreement({
    id: 'newcomer-experience',
    chaoss: 'Newcomer Experience',
    name: { en: 'Newcomer experience', zh: '新人体验' },
    question: { en: 'What is it like to be new here?', zh: '新人在这里的体验如何？' },
    definition: {
      en: 'How well newcomers found their way, help and an answer for their first contributions',
      zh: '新人在首次贡献时找到方向、帮助和回应的程度',
    },
  }),
  agreement({
    id: 'documentation-usability',
    chaoss: 'Documentation Usability',
    name: { en: 'Documentation usability', zh: '文档易用性' },
    question: { en: 'Does the documentation get people to their goal?', zh: '文档能否帮助读者达成目标？' },
    definition: {
      en: 'How far readers get done with the documentation what they came for',
      zh: '读者借助文档完成目标的程度',
    },
  }),
  agreement({
    id: 'documentation-accessibility',
    chaoss: 'Documentation Accessibility',
    name: { en: 'Documentation accessibility', zh: '文档无障碍' },
    question: { en: 'Can everybody read the documentation?', zh: '每个人都能阅读文档吗？' },
    definition: {
      en: 'How far readers can use it with their language, their device and their assistive tools',
      zh: '读者以自己的语言、设备和辅助工具使用文档的程度',
    },
  }),
  agreement({
    id: 'documentation-discoverability',
    chaoss: 'Documentation Discoverability',
    name: { en: 'Documentation discoverability', zh: '文档可发现性' },
    question: { en: 'Do people find what is documented?', zh: '人们能找到所需的文档吗？' },
    definition: {
      en: 'How easily readers find what they look for, from where they happen to be',
      zh: '读者从所处位置找到所需内容的容易程度',
    },
  }),
  agreement({
    id: 'issue-label-inclusivity-stated',
    chaoss: 'Issue Label Inclusivity',
    name: { en: 'Issue label inclusivity, as stated', zh: '议题标签包容性（自述）' },
    question: { en: 'Do the labels help people to find work for them?', zh: '标签能帮助人们找到适合自己的工作吗？' },
    definition: {
      en: 'How far contributors understand the labels and find issues of their skill by them',
      zh: '贡献者理解标签并据此找到适合自己技能的议题的程度',
    },
  }),
  agreement({
    id: 'chat-platform-inclusivity',
    chaoss: 'Chat Platform Inclusivity',
    name: { en: 'Chat platform inclusivity', zh: '聊天平台包容性' },
    question: { en: 'Can everybody use and follow the chat?', zh: '每个人都能使用并跟上聊天吗？' },
    definition: {
      en: 'How far people can reach the chat, follow it in their hours and feel well treated in it',
      zh: '人们能够访问聊天平台、在自己的时间跟上讨论并受到善待的程度',
    },
  }),
  agreement({
    id: 'communication-transparency',
    chaoss: 'Communication Transparency',
    name: { en: 'Communication transparency', zh: '沟通透明度' },
    question: { en: 'Can people see what is decided, and why?', zh: '人们能否看到决定及其理由？' },
    definition: {
      en: 'How far people find discussions and decisions open, in time and kept where they can be read',
      zh: '人们认为讨论和决定公开、及时且可查阅的程度',
    },
  }),
  agreement({
    id: 'project-access',
    chaoss: 'Project Access',
    name: { en: 'Project access', zh: '项目可及性' },
    question: { en: 'Can those who want to contribute do so?', zh: '愿意贡献的人都能参与吗？' },
    definition: {
      en: 'How far people can take part with their tools, network, language, time and means',
      zh: '人们以自己的工具、网络、语言、时间和条件参与项目的程度',
    },
  }),
  agreement({
    id: 'conflict-resolution',
    chaoss: 'Conflict Resolution and Mediation',
    name: { en: 'Conflict resolution and mediation', zh: '冲突解决与调解' },
    question: { en: 'Are conflicts settled fairly?', zh: '冲突是否得到公正解决？' },
    definition: {
      en: 'How far people know whom to turn to in a conflict, and find that it is settled fairly and in time',
      zh: '人们知道冲突时向谁求助、并认为处理公正及时的程度',
    },
    caveat: { en: 'A draft of CHAOSS: its definition may change.', zh: '此为 CHAOSS 草案指标，定义可能变动。' },
  }),
  diversity({
    id: 'project-demographics',
    chaoss: 'Project Demographics',
    name: { en: 'Project demographics', zh: '项目人员构成' },
    question: { en: 'How varied are those who take part?', zh: '参与者的构成有多多样？' },
    definition: {
      en: 'How varied contributors are by gender, age and region, as they describe themselves',
      zh: '贡献者按自述的性别、年龄和地区的多样程度',
    },
  }),
  shareOfPeople({
    id: 'contribution-attribution-stated',
    chaoss: 'Contribution Attribution',
    name: { en: 'Contribution attribution, as stated', zh: '贡献归属（自述）' },
    question: { en: 'Who contributes as part of a job?', zh: '有多少人是受雇贡献？' },
    definition: {
      en: 'Share of contributors who say that somebody pays them for it, wholly or in part',
      zh: '自述全部或部分为受雇贡献者的比例',
    },
    caveat: {
      en: 'Of people, not of contributions: the share of commits by employer is computed elsewhere.',
      zh: '按人统计而非按贡献量；按雇主的提交占比另行计算。',
    },
  }),
  shareOfPeople({
    id: 'types-of-contributions-stated',
    chaoss: 'Types of Contributions',
    name: { en: 'Contributions besides code, as stated', zh: '非代码贡献（自述）' },
    question: { en: 'How many do work that no repository shows?', zh: '有多少人从事仓库中看不到的工作？' },
    definition: {
      en: 'Share of contributors who do something besides code; the table counts each kind',
      zh: '从事代码以外工作的贡献者比例；表中列出各类人数',
    },
  }),
  diversity({
    id: 'contributor-location-stated',
    chaoss: 'Contributor Location',
    name: { en: 'Contributor location, as stated', zh: '贡献者所在地（自述）' },
    question: { en: 'Where do contributors live?', zh: '贡献者生活在哪里？' },
    definition: { en: 'How varied contributors are by the region where they live', zh: '贡献者居住地区的多样程度' },
  }),
]
