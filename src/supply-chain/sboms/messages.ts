import type { Text } from '../../lib/text/text.ts'
import type { Change, Libyears } from './model.ts'

export const changeKinds: Record<Change['kind'], Text> = {
  new: { en: 'new', zh: '新增' },
  updated: { en: 'updated', zh: '更新' },
  retired: { en: 'retired', zh: '移除' },
  license: { en: 'license changed', zh: '许可证变更' },
  supplier: { en: 'supplier changed', zh: '供应商变更' },
  hash: { en: 'other files, same version', zh: '同版本文件不同' },
}

export const directions: Record<NonNullable<Change['direction']>, Text> = {
  up: { en: 'up', zh: '升级' },
  down: { en: 'down', zh: '降级' },
  other: { en: 'in no order', zh: '无法排序' },
}

export const verdicts: Record<'met' | 'unmet' | 'not-applicable', Text> = {
  met: { en: 'met', zh: '满足' },
  unmet: { en: 'missing', zh: '缺失' },
  'not-applicable': { en: 'not for a document to tell', zh: '文档无法说明' },
}

export const words = {
  valid: (format: string, components: number): Text => ({
    en: `valid ${format}, ${components} components`,
    zh: `有效的 ${format}，${components} 个组件`,
  }),
  lost: (what: string, count: number): Text => ({ en: `lost: ${what} (${count})`, zh: `丢失：${what}（${count}）` }),
  nothingLost: { en: 'Nothing is lost', zh: '没有丢失任何内容' },
  scored: (title: string, edition: string, score: string, conforms: boolean): Text => ({
    en: `${title} ${edition}: ${score} of 100${conforms ? ', conforms' : ''}`,
    zh: `${title} ${edition}：${score} / 100${conforms ? '，符合' : ''}`,
  }),
  missing: (unmet: number, of: number): Text => ({ en: `${unmet} of ${of} miss it`, zh: `${of} 项中 ${unmet} 项缺失` }),
  from: { en: 'could come from', zh: '可来自' },
  such: { en: 'such as', zh: '例如' },
  unchanged: (count: number): Text => ({ en: `${count} unchanged`, zh: `${count} 个未变` }),
  none: { en: 'nothing told', zh: '未说明' },
  direct: { en: 'direct', zh: '直接' },
  all: { en: 'all', zh: '全部' },
  libyears: (years: string, dated: number, components: number): Text => ({
    en: `${years} libyears, of ${dated} of ${components} components`,
    zh: `${years} 库年，涵盖 ${components} 个组件中的 ${dated} 个`,
  }),
  current: (current: number, compared: number): Text => ({
    en: `${current} of ${compared} are at their newest release`,
    zh: `${compared} 个中 ${current} 个为最新版本`,
  }),
  method: { en: 'Method', zh: '方法' },
  noMirror: {
    en: 'No mirror of a registry is named, so that no dates are known: set OSPO_PACKAGE_METADATA to a folder, or to addresses such as npm=https://mirror.example/npm',
    zh: '未指定软件包仓库镜像，因此没有日期信息：请将 OSPO_PACKAGE_METADATA 设为文件夹，或设为 npm=https://mirror.example/npm 之类的地址',
  },
  waiting: (count: number): Text => ({
    en: `${count} packages are still to be asked for`,
    zh: `还有 ${count} 个软件包待查询`,
  }),
  unasked: (count: number): Text => ({
    en: `Nobody was asked yet for ${count} of these packages, so that nothing is known of them: the office asks for those of its projects and products while it runs (ospo up)`,
    zh: `其中 ${count} 个软件包尚未查询，因此没有其信息：办公室运行时（ospo up）会查询其项目与产品所用的软件包`,
  }),
  headings: {
    component: { en: 'component', zh: '组件' },
    used: { en: 'released', zh: '发布于' },
    newest: { en: 'newest', zh: '最新版本' },
    libyears: { en: 'libyears', zh: '库年' },
    behind: { en: 'behind', zh: '落后' },
    remarks: { en: 'remarks', zh: '备注' },
  },
  behind: (major: number, minor: number, patch: number): Text => ({
    en: [major && `${major} major`, minor && `${minor} minor`, patch && `${patch} patch`].filter(Boolean).join(', '),
    zh: [major && `${major} 个主版本`, minor && `${minor} 个次版本`, patch && `${patch} 个补丁`]
      .filter(Boolean)
      .join('，'),
  }),
  deprecated: { en: 'deprecated', zh: '已弃用' },
  yanked: { en: 'yanked', zh: '已撤回' },
  sbom: { en: 'Bill of materials', zh: '物料清单' },
  sbomLead: {
    en: 'Drawn from the manifests as they lie there now, with the licenses that the office knows',
    zh: '根据当前清单文件生成，并采用办公室已知的许可证',
  },
  office: { en: 'Office', zh: '办公室' },
  download: { en: 'Download', zh: '下载' },
  format: { en: 'Format', zh: '格式' },
  author: { en: 'Who answers for it', zh: '责任方' },
  supplier: { en: 'Who supplies the software', zh: '软件供应方' },
  partyHint: { en: 'Harbor <sbom@harbor.example>', zh: '某公司 <sbom@harbor.example>' },
  quality: { en: 'Quality', zh: '质量' },
  requirement: { en: 'Requirement', zh: '要求' },
  level: { en: 'Level', zh: '级别' },
  verdict: { en: 'Verdict', zh: '结论' },
  misses: { en: 'Who misses it', zh: '缺失者' },
  conforms: { en: 'conforms', zh: '符合' },
  conformsNot: { en: 'does not conform', zh: '不符合' },
  freshness: { en: 'Libyears and freshness', zh: '库年与新鲜度' },
  allCurrent: { en: 'Nothing is known to be behind', zh: '没有已知的落后组件' },
  nothingKnown: { en: 'Of none is it known which release is the newest', zh: '尚不知道任何组件的最新版本' },
  coverage: (dated: string, components: string): Text => ({
    en: `dates known of ${dated} of ${components}`,
    zh: `${components} 个中 ${dated} 个有日期`,
  }),
  atNewest: { en: 'At their newest release', zh: '已为最新版本' },
  libyearsDirect: { en: 'Libyears, direct', zh: '库年（直接）' },
  libyearsAll: { en: 'Libyears, all', zh: '库年（全部）' },
  tools: { en: 'SBOM tools', zh: '物料清单工具' },
  toolsLead: {
    en: 'Validate, score and convert a bill of materials, or compare two. Nothing is kept.',
    zh: '校验、评估和转换物料清单，或比较两份。不保存任何内容。',
  },
  oneFile: { en: 'One document', zh: '一份文档' },
  twoFiles: { en: 'Two documents', zh: '两份文档' },
  file: { en: 'File, as it is or gzipped', zh: '文件，原样或 gzip 压缩' },
  before: { en: 'Before', zh: '之前' },
  after: { en: 'After', zh: '之后' },
  check: { en: 'Validate, score and show losses', zh: '校验、评估并显示丢失内容' },
  convert: { en: 'Convert and download', zh: '转换并下载' },
  convertTo: { en: 'Convert to', zh: '转换为' },
  compare: { en: 'Compare', zh: '比较' },
  andMore: (count: number): Text => ({ en: `(and at ${count} more places)`, zh: `（另有 ${count} 处）` }),
  compareWith: { en: 'Compare with', zh: '比较对象' },
  since: (version: string): Text => ({ en: `What changed since ${version}`, zh: `自 ${version} 以来的变化` }),
  nothingToCompare: {
    en: 'No other release of the product has a bill of materials',
    zh: '该产品没有其他带物料清单的发布版本',
  },
  noDocument: {
    en: 'This release has no bill of materials yet: send one first',
    zh: '此发布版本还没有物料清单：请先上传',
  },
  sboms: { en: 'Bills of materials', zh: '物料清单' },
  validation: { en: 'Validation', zh: '校验' },
  isValid: { en: 'It keeps the rules of its format', zh: '符合其格式规则' },
  odd: { en: 'Odd, though no rule of the format forbids it:', zh: '格式规则并未禁止，但值得留意：' },
  problem: { en: 'Problem', zh: '问题' },
  line: { en: 'Line', zh: '行' },
  losses: (format: string): Text => ({ en: `What ${format} has no place for`, zh: `${format} 无法容纳的内容` }),
  what: { en: 'What', zh: '内容' },
  count: { en: 'How many', zh: '数量' },
  why: { en: 'Why', zh: '原因' },
  changes: { en: 'Changes', zh: '变化' },
  noChanges: { en: 'Nothing has changed', zh: '没有变化' },
  change: { en: 'Change', zh: '变化' },
  component: { en: 'Component', zh: '组件' },
}

/** Why libyears may know less than they could, and what to do about it; undefined where nothing is missing. */
export function whatLacks({
  asked,
  unasked,
  waiting,
}: Pick<Libyears, 'asked' | 'unasked' | 'waiting'>): Text | undefined {
  if (asked.length === 0) return words.noMirror
  if (unasked > 0) return words.unasked(unasked)
  return waiting > 0 ? words.waiting(waiting) : undefined
}
