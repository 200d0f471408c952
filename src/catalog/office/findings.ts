import type { Text } from '../../lib/text/text.ts'
import type { KeyFileKind } from '../key-files/model.ts'
import type { ProjectKind } from '../projects/model.ts'
import type { Activity, Finding, HistorySummary, Severity } from './model.ts'

/** What the rules look at. */
export interface Observed {
  kind: ProjectKind
  activity: Activity
  history: HistorySummary | null
  license: string | null
  /** Files with license texts that were not recognized. */
  unrecognizedTexts: readonly string[]
  licenseMismatch: { declared: string; text: string } | undefined
  verdicts: { allow: number; review: number; deny: number }
  keyFiles: readonly KeyFileKind[]
  brokenManifests: readonly Text[]
  /** What the history's reader could not do, in its own words. */
  historyWarnings: readonly Text[]
}

/** A rule gives nothing where it does not apply or is met. */
type Rule = (observed: Observed) => Finding[]

export function findProblems(observed: Observed): Finding[] {
  const findings = rules.flatMap(rule => rule(observed))
  return findings.sort((a, b) => weights[b.severity] - weights[a.severity])
}

const weights: Record<Severity, number> = { high: 100, medium: 10, low: 1 }

/** How urgently a project asks for a person: the sum over its findings. */
export function attentionOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, finding) => sum + weights[finding.severity], 0)
}

const noLicense: Rule = ({ license, unrecognizedTexts }) =>
  license !== null || unrecognizedTexts.length > 0
    ? []
    : one('no-license', 'high', {
        text: {
          en: 'No license: nobody may use, change or share this',
          zh: '没有许可证：任何人都无权使用、修改或分发',
        },
        advice: {
          en: 'Add a LICENSE file with the full text and name it by its SPDX id in the manifest',
          zh: '添加包含完整文本的 LICENSE 文件，并在清单中以 SPDX 标识注明',
        },
      })

const unrecognizedLicense: Rule = ({ license, unrecognizedTexts }) =>
  license !== null || unrecognizedTexts.length === 0
    ? []
    : one('unrecognized-license', 'medium', {
        text: {
          en: `The license in ${unrecognizedTexts.join(', ')} is none that SPDX lists`,
          zh: `${unrecognizedTexts.join('、')} 中的许可证不在 SPDX 列表中`,
        },
        advice: {
          en: 'Have a lawyer read it, and name it in the manifest by an expression such as LicenseRef-Name',
          zh: '请法务审阅，并在清单中以 LicenseRef-Name 之类的表达式注明',
        },
      })

const licenseMismatch: Rule = ({ licenseMismatch }) =>
  !licenseMismatch
    ? []
    : one('license-mismatch', 'medium', {
        text: {
          en: `The manifest declares ${licenseMismatch.declared}, the license file holds ${licenseMismatch.text}`,
          zh: `清单声明 ${licenseMismatch.declared}，而许可证文件是 ${licenseMismatch.text}`,
        },
        advice: { en: 'Find out which is meant and correct the other', zh: '确认以哪个为准，并更正另一个' },
      })

const deniedComponents: Rule = ({ verdicts }) =>
  verdicts.deny === 0
    ? []
    : one('denied-components', 'high', {
        text: {
          en: `${verdicts.deny} ${verdicts.deny === 1 ? 'component has a license' : 'components have licenses'} that the policy denies`,
          zh: `${verdicts.deny} 个组件的许可证被策略禁止`,
        },
        advice: {
          en: 'Replace them, or have an exemption decided and written into the policy',
          zh: '更换这些组件，或经审批后在策略中写明豁免',
        },
      })

const componentsToReview: Rule = ({ verdicts }) =>
  verdicts.review === 0
    ? []
    : one('components-to-review', 'low', {
        text: {
          en: `${verdicts.review} ${verdicts.review === 1 ? 'component waits' : 'components wait'} for a license review`,
          zh: `${verdicts.review} 个组件的许可证待审查`,
        },
        advice: {
          en: 'Look at the list of components: mostly the license is unknown',
          zh: '查看组件列表：多数是许可证未知',
        },
      })

const brokenManifests: Rule = ({ brokenManifests }) =>
  brokenManifests.map(text => ({
    id: 'broken-manifest',
    severity: 'medium',
    text,
    advice: { en: 'Create the lock file anew with its package manager', zh: '用对应的包管理器重新生成锁文件' },
  }))

const noSecurityPolicy: Rule = ({ keyFiles }) =>
  keyFiles.includes('security')
    ? []
    : one('no-security-policy', 'medium', {
        text: {
          en: 'No SECURITY file: a finder does not know whom to tell',
          zh: '没有 SECURITY 文件：漏洞发现者不知道该通知谁',
        },
        advice: {
          en: 'Add SECURITY.md: where to report in private, and what to expect',
          zh: '添加 SECURITY.md：说明私下报告的渠道和处理方式',
        },
      })

const noContributing: Rule = ({ keyFiles }) =>
  keyFiles.includes('contributing')
    ? []
    : one('no-contributing', 'low', {
        text: { en: 'No CONTRIBUTING file', zh: '没有 CONTRIBUTING 文件' },
        advice: { en: 'Tell people how to build, test and propose a change', zh: '说明如何构建、测试和提交改动' },
      })

const noCodeOfConduct: Rule = ({ keyFiles }) =>
  keyFiles.includes('code-of-conduct')
    ? []
    : one('no-code-of-conduct', 'low', {
        text: { en: 'No code of conduct', zh: '没有行为准则' },
        advice: { en: 'Adopt one, and name who answers for it', zh: '采用一份行为准则，并指明负责人' },
      })

/** CHAOSS, Contributor Absence Factor: the smallest number of people who make half of all contributions. */
const onePersonProject: Rule = ({ history, activity }) =>
  history?.absenceFactor !== 1 || activity === 'dormant'
    ? []
    : one('absence-factor-one', 'medium', {
        text: {
          en: 'Half or more of the last year’s commits are by one person',
          zh: '过去一年至少一半的提交出自同一个人',
        },
        advice: { en: 'Share reviews and releases with a second maintainer', zh: '让第二位维护者分担评审和发布' },
      })

const dormant: Rule = ({ activity, history }) =>
  activity !== 'dormant' || !history?.lastCommitAt
    ? []
    : one('dormant', 'low', {
        text: {
          en: `No commit since ${history.lastCommitAt.slice(0, 10)}`,
          zh: `自 ${history.lastCommitAt.slice(0, 10)} 起没有提交`,
        },
        advice: { en: 'Decide whether it is finished, and archive it if so', zh: '确认项目是否已经结束；若是，请归档' },
      })

const historyWarnings: Rule = ({ historyWarnings }) =>
  historyWarnings.map(text => ({
    id: 'history-incomplete',
    severity: 'medium',
    text,
    advice: {
      en: 'Numbers drawn from the history are too low until this is mended',
      zh: '修复之前，由历史得出的数字偏低',
    },
  }))

const rules: Rule[] = [
  noLicense,
  deniedComponents,
  unrecognizedLicense,
  licenseMismatch,
  brokenManifests,
  historyWarnings,
  noSecurityPolicy,
  onePersonProject,
  noContributing,
  noCodeOfConduct,
  componentsToReview,
  dormant,
]

function one(id: string, severity: Severity, words: { text: Text; advice: Text }): Finding[] {
  return [{ id, severity, ...words }]
}
