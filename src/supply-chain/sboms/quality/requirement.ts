import type { Text } from '../../../lib/text/text.ts'
import type { ComponentCheckName } from './component-checks.ts'
import type { DocumentCheckName } from './document-checks.ts'

/** `if-known`: it must be there where such a thing exists at all, which a document alone cannot tell. */
export type Level = 'must' | 'if-known' | 'should' | 'may'

/** Where what is missing could come from. */
export type Remedy =
  | 'build'
  | 'curation'
  | 'format'
  | 'installed-tree'
  | 'lockfile'
  | 'process'
  | 'project-settings'
  | 'registry'
  | 'supplier'

interface AnyRequirement {
  /** Stable, unique over all sets: `cisa-2025.component-hash`. */
  id: string
  /** Where the source says so. */
  section: string
  level: Level
  title: Text
  /** What it asks for, in our words. */
  text: Text
  from: readonly Remedy[]
}

export type Requirement = AnyRequirement &
  ({ subject: 'document'; check: DocumentCheckName } | { subject: 'component'; check: ComponentCheckName })

export interface RequirementSet {
  /** `ntia` */
  id: string
  title: Text
  /** Its edition, as its publisher names it. */
  edition: string
  publishedOn: string
  address: string
  requirements: readonly Requirement[]
}

/** Of a document that is written here, of a project whose files are here. */
export const remedyNames: Record<Remedy, Text> = {
  build: { en: 'the build that makes the files', zh: '生成文件的构建过程' },
  curation: { en: 'a person who decides and says why', zh: '由人员判定并说明理由' },
  format: { en: 'another format or version: convert it', zh: '换用其他格式或版本：进行转换' },
  'installed-tree': {
    en: 'the installed packages (node_modules, site-packages, vendor …)',
    zh: '已安装的包（node_modules、site-packages、vendor 等）',
  },
  lockfile: { en: 'a lockfile beside the manifest', zh: '清单旁的锁文件' },
  process: { en: 'how the organization works: no document tells', zh: '组织的流程：文档无法说明' },
  'project-settings': {
    en: 'whoever has it written: author and supplier are given with it (--author, --supplier)',
    zh: '生成文档的人：同时给出作者和供应商（--author、--supplier）',
  },
  registry: { en: 'metadata of the package registry', zh: '软件包仓库的元数据' },
  supplier: { en: 'the supplier: ask for it', zh: '供应商：请向其索取' },
}

/** Of a document that came from elsewhere: most of it only whoever wrote it can add. */
export const remedyNamesOfReceived: Record<Remedy, Text> = {
  ...remedyNames,
  build: {
    en: 'a document that the build itself writes: ask the supplier for it',
    zh: '由构建过程直接生成的文档：请向供应商索取',
  },
  format: {
    en: 'the document written anew in another format or version: converting it adds nothing',
    zh: '以其他格式或版本重新生成：仅转换不会补充内容',
  },
  'installed-tree': {
    en: 'a document written where the packages are installed, which have it in their files',
    zh: '在已安装软件包的环境中生成的文档，其文件中包含此信息',
  },
  lockfile: {
    en: 'a document written from lockfiles, which name versions, hashes and who needs whom',
    zh: '依据锁文件生成的文档，锁文件记录版本、摘要和依赖关系',
  },
  'project-settings': {
    en: 'whoever wrote the document: ask for it; it is an option of the tool that wrote it',
    zh: '文档的生成者：请向其索取，通常是生成工具的选项',
  },
}

export const levelNames: Record<Level, Text> = {
  must: { en: 'must', zh: '必须' },
  'if-known': { en: 'must, where it exists', zh: '存在时必须' },
  should: { en: 'should', zh: '建议' },
  may: { en: 'may', zh: '可选' },
}
