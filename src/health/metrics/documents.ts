import type { Text } from '../../lib/text/text.ts'
import { chaoss, type Metric } from './metric.ts'

const folders = String.raw`^(\.github/|\.gitlab/|docs?/)?`
const spdx = String.raw`(\.spdx(\.(json|ya?ml|xml|rdf))?|\.spdx3?\.json|(^|/)(sbom|bom)[^/]*\.spdx[^/]*)$`
const conduct = `${folders}code[-_ ]?of[-_ ]?conduct[^/]*$`

interface Looked extends Pick<Metric, 'id' | 'name' | 'question' | 'definition' | 'source'> {
  pattern: string
  caveat: Text
}

/** The share of projects that have such a file: of one project it is all or nothing. */
function having({ pattern, caveat, ...about }: Looked): Metric {
  return {
    ...about,
    unit: { en: 'of the projects', zh: '的项目' },
    format: 'share',
    caveats: [caveat],
    parameters: [],
    reads: ['files'],
    value: () =>
      `select avg(has::integer)::double as value from (select project, bool_or(regexp_matches(path, '${pattern}', 'i')) as has from file group by project)`,
    table: {
      columns: [
        { en: 'Project', zh: '项目' },
        { en: 'File', zh: '文件' },
      ],
      rows: () => `select p.id as a, min(f.path) as b from file f join project p using (project)
        where regexp_matches(f.path, '${pattern}', 'i') group by p.id, f.path order by a, b`,
    },
  }
}

export const spdxDocument = having({
  id: 'spdx-document',
  name: { en: 'SPDX Document', zh: 'SPDX 文档' },
  question: { en: 'Does the software come with an SPDX document?', zh: '软件是否附带 SPDX 文档？' },
  definition: {
    en: 'Share of the projects whose newest commit holds an SPDX document, by its name (*.spdx, *.spdx.json …)',
    zh: '最新提交中含 SPDX 文档（按文件名 *.spdx、*.spdx.json 等）的项目占比',
  },
  source: chaoss('SPDX Document', 'spdx-document'),
  pattern: spdx,
  caveat: {
    en: 'Many publish theirs with a release: those do not lie in the repository.',
    zh: '许多项目随发布提供该文档，不在仓库中。',
  },
})

export const codeOfConduct = having({
  id: 'code-of-conduct',
  name: { en: 'Code of Conduct for Project', zh: '项目行为准则' },
  question: { en: 'Does the project have a code of conduct?', zh: '项目是否有行为准则？' },
  definition: {
    en: 'Share of the projects with a file named code of conduct in the root, docs or the forge’s folder of the newest commit',
    zh: '最新提交的根目录、文档目录或平台目录中有行为准则文件的项目占比',
  },
  source: chaoss('Code of Conduct for Project', 'code-of-conduct-for-project'),
  pattern: conduct,
  caveat: {
    en: 'That it is there says nothing of whether people keep to it, or where an organization keeps it for all its projects.',
    zh: '文件存在不代表被遵守；组织统一存放的准则也看不到。',
  },
})
