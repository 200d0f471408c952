import type { Text } from '../../../lib/text/text.ts'

/** What may be wrong with a document of SPDX 2, by its JSON schema and by the clauses of its text. */

export const object: Text = { en: 'an object', zh: '对象' }
export const list: Text = { en: 'a list', zh: '列表' }
export const text: Text = { en: 'a text', zh: '文本' }
export const flag: Text = { en: 'true or false', zh: 'true 或 false' }
export const integer: Text = { en: 'a whole number', zh: '整数' }

export function notOfKind(name: string, wanted: Text): Text {
  return { en: `${name} must be ${wanted.en}`, zh: `${name} 必须是${wanted.zh}` }
}

export function missing(shape: string, name: string): Text {
  return { en: `The ${shape} needs the field ${name}`, zh: `${shape} 缺少字段 ${name}` }
}

export function unknownField(shape: string, name: string): Text {
  return { en: `The ${shape} has ${shown(name)}, which is no field of it`, zh: `${shape} 没有字段 ${shown(name)}` }
}

export function emptyList(name: string): Text {
  return {
    en: `The list ${name} must not be empty: leave it out or fill it`,
    zh: `列表 ${name} 不能为空：请删除或填写`,
  }
}

export function notAmong(name: string, words: readonly string[]): Text {
  return { en: `${name} must be one of ${words.join(', ')}`, zh: `${name} 必须是以下之一：${words.join('、')}` }
}

export const notSpdx2: Text = {
  en: 'This is no SPDX 2 document: it has no spdxVersion such as SPDX-2.3',
  zh: '这不是 SPDX 2 文档：没有 spdxVersion（例如 SPDX-2.3）',
}

export function notVersion(stated: string): Text {
  return {
    en: `${shown(stated)} is no version of SPDX 2 such as SPDX-2.3: it stands alone, without what belongs on other lines`,
    zh: `${shown(stated)} 不是 SPDX 2 的版本（例如 SPDX-2.3）：版本须单独书写，不应混入其他行的内容`,
  }
}

export function unknownVersion(version: string): Text {
  return {
    en: `Version ${shown(version)} is not known: SPDX-2.2 and SPDX-2.3 are (6.1)`,
    zh: `未知版本 ${shown(version)}：支持 SPDX-2.2 与 SPDX-2.3（6.1）`,
  }
}

export const wrongDataLicense: Text = {
  en: 'The license of the document itself must be CC0-1.0 (6.2)',
  zh: '文档自身的许可证必须是 CC0-1.0（6.2）',
}

export const wrongDocumentId: Text = {
  en: 'The document’s own SPDXID must be SPDXRef-DOCUMENT (6.3)',
  zh: '文档自身的 SPDXID 必须是 SPDXRef-DOCUMENT（6.3）',
}

export function notNamespace(name: string): Text {
  return {
    en: `${name} must be an absolute URI without “#” (6.5)`,
    zh: `${name} 必须是不含“#”的绝对 URI（6.5）`,
  }
}

export function notId(id: string): Text {
  return {
    en: `${shown(id)} is no id: SPDXRef- and then letters, digits, “.” and “-” (7.2)`,
    zh: `${shown(id)} 不是有效标识符：应为 SPDXRef- 后接字母、数字、“.”和“-”（7.2）`,
  }
}

export function idTwice(id: string): Text {
  return { en: `The id ${shown(id)} is there twice`, zh: `标识符 ${shown(id)} 出现了两次` }
}

export function notDocumentReference(id: string): Text {
  return {
    en: `${shown(id)} is no id of an external document: DocumentRef- and then letters, digits, “.”, “-” and “+” (6.6)`,
    zh: `${shown(id)} 不是外部文档标识符：应为 DocumentRef- 后接字母、数字、“.”、“-”和“+”（6.6）`,
  }
}

export function unknownElement(id: string): Text {
  return {
    en: `There is no element ${shown(id)} in this document, nor an external document that it could be in`,
    zh: `本文档中没有元素 ${shown(id)}，也没有可能包含它的外部文档`,
  }
}

export function unknownFile(id: string): Text {
  return { en: `There is no file ${shown(id)} in this document`, zh: `本文档中没有文件 ${shown(id)}` }
}

export const undescribed: Text = {
  en: 'With more than one package, or files outside of packages, the document must say what it DESCRIBES (11.1)',
  zh: '若有多个软件包，或有不属于软件包的文件，文档必须以 DESCRIBES 说明其描述对象（11.1）',
}

export function notTime(name: string): Text {
  return {
    en: `${name} must be a time in UTC such as 2024-01-31T18:30:22Z`,
    zh: `${name} 必须是 UTC 时间，例如 2024-01-31T18:30:22Z`,
  }
}

export function notAgent(name: string, mayBeTool: boolean): Text {
  const tool = mayBeTool ? ', “Tool: name-version”' : ' or NOASSERTION'
  const chinese = mayBeTool ? '、“Tool: 名称-版本”' : '或 NOASSERTION'
  return {
    en: `${name} must be “Person: name (email)”, “Organization: name (email)”${tool}`,
    zh: `${name} 必须是“Person: 姓名 (邮箱)”、“Organization: 名称 (邮箱)”${chinese}`,
  }
}

export const notListVersion: Text = {
  en: 'licenseListVersion must be two numbers such as 3.17 (6.7)',
  zh: 'licenseListVersion 必须是两个数字，例如 3.17（6.7）',
}

export function notDigest(algorithm: string, digits: number | undefined): Text {
  const [en, zh] = digits === undefined ? ['pairs of', '若干对'] : [`${digits}`, `${digits} 位`]
  return {
    en: `A checksum of ${algorithm} is ${en} lowercase hexadecimal digits (8.4)`,
    zh: `${algorithm} 校验和应为${zh}小写十六进制数字（8.4）`,
  }
}

export const noSha1: Text = {
  en: 'A file needs exactly one checksum of SHA1 (8.4)',
  zh: '文件必须恰有一个 SHA1 校验和（8.4）',
}

export const notVerificationCode: Text = {
  en: 'A verification code is 40 lowercase hexadecimal digits (7.9)',
  zh: '验证码应为 40 位小写十六进制数字（7.9）',
}

export function onlyIfAnalyzed(name: string): Text {
  return {
    en: `${name} must be left out where filesAnalyzed is false (7.8)`,
    zh: `filesAnalyzed 为 false 时不能有 ${name}（7.8）`,
  }
}

export const filesNotAnalyzed: Text = {
  en: 'A package that contains files cannot say that filesAnalyzed is false (7.8)',
  zh: '包含文件的软件包不能将 filesAnalyzed 设为 false（7.8）',
}

export function notDownloadLocation(found: string): Text {
  return {
    en: `${shown(found)} is no download location: an address of the web or of a version control system, NONE or NOASSERTION (7.7)`,
    zh: `${shown(found)} 不是下载位置：应为网址、版本控制地址、NONE 或 NOASSERTION（7.7）`,
  }
}

export function notHomepage(found: string): Text {
  return {
    en: `${shown(found)} is no homepage: an address, NONE or NOASSERTION (7.11)`,
    zh: `${shown(found)} 不是主页：应为网址、NONE 或 NOASSERTION（7.11）`,
  }
}

export function notReferenceType(category: string, type: string): Text {
  return {
    en: `${shown(type)} is no type of the reference category ${category} (annex F)`,
    zh: `${shown(type)} 不是引用类别 ${category} 的类型（附录 F）`,
  }
}

export function notLocator(type: string, found: string): Text {
  return {
    en: `${shown(found)} is no locator of the type ${type} (annex F)`,
    zh: `${shown(found)} 不是 ${type} 类型的定位符（附录 F）`,
  }
}

export function notLicense(found: string, why: Text): Text {
  return {
    en: `${shown(found)} is no license expression: ${why.en} (annex D)`,
    zh: `${shown(found)} 不是许可证表达式：${why.zh}（附录 D）`,
  }
}

export function unknownLicense(id: string): Text {
  return {
    en: `${shown(id)} is not on the SPDX License List (annex D)`,
    zh: `${shown(id)} 不在 SPDX 许可证列表中（附录 D）`,
  }
}

export function unbroughtLicense(id: string): Text {
  return {
    en: `${shown(id)} is not among hasExtractedLicensingInfos, nor of a known external document (10.1)`,
    zh: `hasExtractedLicensingInfos 中没有 ${shown(id)}，也不属于已知的外部文档（10.1）`,
  }
}

export function additionReference(id: string): Text {
  return { en: `${shown(id)} has no place in SPDX 2`, zh: `SPDX 2 中不能使用 ${shown(id)}` }
}

export function notLicenseId(id: string): Text {
  return {
    en: `${shown(id)} is no id of an extracted license: LicenseRef- and then letters, digits, “.” and “-” (10.1)`,
    zh: `${shown(id)} 不是所提取许可证的标识符：应为 LicenseRef- 后接字母、数字、“.”和“-”（10.1）`,
  }
}

export const noByteRange: Text = {
  en: 'A snippet needs one range of bytes (9.3)',
  zh: '片段需要一个字节范围（9.3）',
}

export const notRange: Text = {
  en: 'A range goes from one byte to a later one, or from one line to a later one, and counts from 1 (9.3)',
  zh: '范围应从一个字节到之后的字节，或从一行到之后的行，从 1 开始计数（9.3）',
}

/** Only the first hundred characters of what a stranger wrote. */
function shown(found: string): string {
  return `“${found.length > 100 ? `${found.slice(0, 100)}…` : found}”`
}
