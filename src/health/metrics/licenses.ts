import type { Text } from '../../lib/text/text.ts'
import { chaoss, type Metric } from './metric.ts'

const asWritten: Text = {
  en: 'What is declared, not what is true: a file may hold another’s code.',
  zh: '仅为声明，不代表事实：文件可能含有他人的代码。',
}

/** One row a project and expression: of the project itself, and of files that declare one. */
const declared = `(
  select project, value as license, max(number) = 1 as osi, 0 as files from project_fact where what = 'license' and value is not null group by all
  union all select project, license, bool_and(license_osi), count(*) from file where license is not null group by project, license)`

export const licensesDeclared: Metric = {
  id: 'license-declared',
  name: { en: 'License Declared', zh: '声明的许可证' },
  question: { en: 'Which licenses are declared?', zh: '声明了哪些许可证？' },
  definition: {
    en: 'Number of distinct SPDX license expressions that projects, or single files by SPDX-License-Identifier or REUSE, declare in the newest commit',
    zh: '最新提交中项目或单个文件（SPDX-License-Identifier 或 REUSE）声明的不同 SPDX 许可证表达式数',
  },
  unit: { en: 'licenses', zh: '种许可证' },
  caveats: [asWritten],
  parameters: [],
  source: chaoss('License Declared', 'licenses-declared'),
  reads: ['files', 'licenses'],
  value: () => `select count(distinct license) as value from ${declared}`,
  table: {
    columns: [
      { en: 'License', zh: '许可证' },
      { en: 'OSI approved', zh: 'OSI 批准', coded: true },
      { en: 'Projects', zh: '项目数' },
      { en: 'Files', zh: '文件数' },
    ],
    rows: () => `select license as a, case when bool_and(osi) then 'yes' else 'no' end as b, count(distinct project) as c, sum(files) as d
      from ${declared} group by license order by c desc, d desc, a`,
  },
}

export const licenseCoverage: Metric = {
  id: 'license-coverage',
  name: { en: 'License Coverage', zh: '许可证覆盖率' },
  question: { en: 'How many files declare their license?', zh: '有多少文件声明了许可证？' },
  definition: {
    en: 'Files of the newest commit that declare a license themselves (SPDX-License-Identifier, or REUSE’s file beside them) ÷ all files',
    zh: '最新提交中自身声明许可证的文件（SPDX-License-Identifier 或 REUSE 旁注文件）÷ 全部文件',
  },
  formula: {
    en: 'files with a declared license ÷ files',
    zh: '声明了许可证的文件数 ÷ 文件数',
  },
  unit: { en: 'of the files', zh: '的文件' },
  format: 'share',
  caveats: [
    asWritten,
    {
      en: 'A license file in the root covers all that say nothing else: it does not count here.',
      zh: '根目录的许可证文件适用于未另行声明的文件，但不计入此处。',
    },
  ],
  parameters: [],
  source: chaoss('License Coverage', 'license-coverage'),
  reads: ['files'],
  value: () => 'select count(license)::double / nullif(count(*), 0) as value from file',
  beside: [
    {
      name: { en: 'of the files in a programming language', zh: '其中编程语言文件' },
      share: true,
      value: () =>
        "select count(license)::double / nullif(count(*), 0) as value from file where language_kind = 'programming'",
    },
  ],
  table: {
    columns: [
      { en: 'Folder', zh: '目录' },
      { en: 'Files', zh: '文件数' },
      { en: 'With a license', zh: '有许可证' },
    ],
    rows: () => `select case when contains(path, '/') then split_part(path, '/', 1) || '/' else './' end as a, count(*) as b, count(license) as c
      from file group by 1 order by b - c desc, a`,
  },
}

export const osiLicenses: Metric = {
  id: 'osi-approved-licenses',
  name: { en: 'OSI Approved Licenses', zh: 'OSI 批准的许可证' },
  question: { en: 'How many of the declared licenses are approved?', zh: '声明的许可证中有多少经 OSI 批准？' },
  definition: {
    en: 'Declared license expressions that one can keep to by licenses alone that the Open Source Initiative approved ÷ all declared expressions, each once a project',
    zh: '仅凭开放源代码促进会批准的许可证即可遵守的声明表达式 ÷ 全部声明的表达式，每个项目各计一次',
  },
  formula: {
    en: 'approved ÷ declared',
    zh: '获批准的 ÷ 已声明的',
  },
  unit: { en: 'of the declared licenses', zh: '的声明许可证' },
  format: 'share',
  caveats: [
    asWritten,
    {
      en: 'A choice (OR) is approved when one way is; what binds together (AND) only when all are.',
      zh: '可选（OR）时一项获批即可；并列（AND）时须全部获批。',
    },
  ],
  parameters: [],
  source: chaoss('OSI Approved Licenses', 'osi-approved-licenses'),
  reads: ['files', 'licenses'],
  value: () => `select count(*) filter (osi)::double / nullif(count(*), 0) as value
    from (select project, license, bool_and(osi) as osi from ${declared} group by project, license)`,
  ...(licensesDeclared.table && { table: licensesDeclared.table }),
}
