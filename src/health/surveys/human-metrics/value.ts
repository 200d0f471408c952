import { type HumanMetric, observed, shareOfPeople } from './human-metric.ts'

export const valueMetrics: HumanMetric[] = [
  shareOfPeople({
    id: 'organizational-project-skill-demand',
    chaoss: 'Organizational Project Skill Demand',
    name: { en: 'Organizational skill demand', zh: '组织技能需求' },
    question: { en: 'Do organizations need skills in this project?', zh: '组织需要该项目的技能吗？' },
    definition: {
      en: 'Share of those asked in organizations who need people skilled in the project, or will within a year',
      zh: '受访组织人员中，现在或一年内需要具备该项目技能人才的比例',
    },
  }),
  observed({
    id: 'job-opportunities',
    chaoss: 'Job Opportunities',
    name: { en: 'Job opportunities', zh: '就业机会' },
    question: { en: 'How many positions ask for skills in this project?', zh: '有多少职位要求该项目的技能？' },
    definition: {
      en: 'Open positions that name the project, on the day and in the index given',
      zh: '在所示日期和来源中，提及该项目的在招职位数',
    },
    formula: { en: 'Count of open positions that name it', zh: '提及该项目的在招职位数' },
    unit: { en: 'positions', zh: '个职位' },
    caveat: {
      en: 'Indexes overlap, and names are ambiguous: stay with one index and one query.',
      zh: '不同招聘网站会重复，名称也可能有歧义：请固定同一来源和检索式。',
    },
  }),
  observed({
    id: 'academic-open-source-project-impact',
    chaoss: 'Academic Open Source Project Impact',
    name: { en: 'Academic impact', zh: '学术影响' },
    question: { en: 'What does the project give to research?', zh: '该项目对科研有何贡献？' },
    definition: {
      en: 'Publications that cite or name the project, up to the day given',
      zh: '截至所示日期，引用或提及该项目的出版物数',
    },
    formula: { en: 'Count of citing publications, all up to that day', zh: '截至当日的引用出版物累计数' },
    unit: { en: 'publications', zh: '篇' },
    caveat: { en: 'Software is often used and not cited.', zh: '软件常被使用却未被引用。' },
  }),
  observed({
    id: 'social-listening',
    chaoss: 'Social Listening',
    name: { en: 'Social listening', zh: '社交聆听' },
    question: { en: 'How do people talk about the project?', zh: '人们如何谈论该项目？' },
    definition: {
      en: 'Share of favorable ones among what was said of it and judged',
      zh: '经判断的相关言论中正面者的比例',
    },
    formula: { en: 'Favorable mentions ÷ mentions that were judged', zh: '正面提及数 ÷ 经判断的提及数' },
    unit: { en: 'of mentions', zh: '占提及数' },
    format: 'share',
    most: 1,
    caveat: {
      en: 'Name in the note how many were judged, where, and by whom.',
      zh: '请在备注中说明判断了多少条、来自何处、由谁判断。',
    },
  }),
  observed({
    id: 'meeting-attendee-count',
    chaoss: 'Meeting Attendee Count',
    name: { en: 'Meeting attendee count', zh: '会议参会人数' },
    question: { en: 'How many come to the meetings?', zh: '有多少人参加会议？' },
    definition: {
      en: 'People at a meeting, the mean over the meetings of the period',
      zh: '每次会议的人数，取该时期各次会议的均值',
    },
    formula: { en: 'Mean over meetings of the number of people who were there', zh: '各次会议到场人数的均值' },
    unit: { en: 'people a meeting', zh: '人/次' },
    combine: 'mean',
    caveat: {
      en: 'Of meetings held with this office it is the roster that counts.',
      zh: '在本办公室举行的会议以参会名单为准。',
    },
  }),
  observed({
    id: 'collaboration-platform-activity-observed',
    chaoss: 'Collaboration Platform Activity',
    name: { en: 'Activity on platforms that are not collected', zh: '未采集平台的活跃度' },
    question: { en: 'How busy is chat, mail and forum?', zh: '聊天、邮件和论坛有多活跃？' },
    definition: {
      en: 'Messages on the platforms in the time that the observation stands for',
      zh: '各平台在观测所涵盖时间内的消息数',
    },
    formula: { en: 'Σ of messages over the observations of the period', zh: '该时期各次观测的消息数之和' },
    unit: { en: 'messages', zh: '条消息' },
    combine: 'sum',
    caveat: { en: 'Write in the note which platform, and for how long a time.', zh: '请在备注中说明平台和时间跨度。' },
  }),
  observed({
    id: 'event-locations',
    chaoss: 'Event Locations',
    name: { en: 'Event locations', zh: '活动地点' },
    question: { en: 'In how many places does the community meet?', zh: '社区在多少个地点聚会？' },
    definition: {
      en: 'Different cities with an event of the community in the year up to the day given',
      zh: '截至所示日期一年内举办社区活动的不同城市数',
    },
    formula: { en: 'Count of different cities', zh: '不同城市数' },
    unit: { en: 'cities', zh: '个城市' },
  }),
  observed({
    id: 'test-coverage',
    chaoss: 'Test Coverage',
    name: { en: 'Test coverage', zh: '测试覆盖率' },
    question: { en: 'How much of the code do the tests run through?', zh: '测试覆盖了多少代码？' },
    definition: {
      en: 'Share of lines or statements that the tests ran, as the report of the tests’ run tells',
      zh: '按测试运行报告，被测试执行的行或语句比例',
    },
    formula: { en: 'Covered ÷ all lines or statements of the report', zh: '已覆盖 ÷ 报告中的全部行或语句' },
    unit: { en: 'of lines', zh: '占行数' },
    format: 'share',
    most: 1,
    caveat: {
      en: 'What is run is not thereby tested. Files that no test loads may be missing from the report.',
      zh: '被执行不等于被验证。未被任何测试加载的文件可能不在报告中。',
    },
  }),
  {
    ...observed({
      id: 'openssf-best-practices-badge',
      chaoss: 'OpenSSF Best Practices Badge',
      name: { en: 'OpenSSF Best Practices badge', zh: 'OpenSSF 最佳实践徽章' },
      question: { en: 'How far does the project follow best practices?', zh: '项目在多大程度上遵循最佳实践？' },
      definition: {
        en: 'Tiered percentage: passing to 100, silver to 200, gold to 300',
        zh: '分级百分比：通过级至 100，银级至 200，金级至 300',
      },
      formula: { en: 'As the badge site tells it, on the day given', zh: '以徽章网站当日所示为准' },
      unit: { en: 'of 300', zh: '（满分 300）' },
      caveat: { en: 'The project fills in the criteria itself.', zh: '各项标准由项目自行填报。' },
    }),
    most: 300,
    source: { name: 'OpenSSF Best Practices', url: 'https://www.bestpractices.dev/' },
  },
]
