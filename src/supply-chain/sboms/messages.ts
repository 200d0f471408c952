import type { Text } from '../../lib/text/text.ts'
import type { Change } from './model.ts'

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
  other: { en: 'written otherwise', zh: '写法不同' },
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
    zh: `${years} libyear，涵盖 ${components} 个组件中的 ${dated} 个`,
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
  headings: {
    component: { en: 'component', zh: '组件' },
    used: { en: 'released', zh: '发布于' },
    newest: { en: 'newest', zh: '最新版本' },
    libyears: { en: 'libyears', zh: 'libyear' },
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
}
