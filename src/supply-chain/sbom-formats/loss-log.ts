import { type Text, verbatim } from '../../lib/text/text.ts'
import type { SbomLoss } from './sbom-format.ts'

const mostExamples = 5

/** Counts what could not be written, one entry a kind of thing. */
export class LossLog {
  readonly #format: string
  readonly #reasons: ReadonlyMap<string, Text>
  readonly #losses = new Map<string, SbomLoss>()

  /** `format` as people call it: `CycloneDX 1.4`. `reasons` say by kind more than that there is no place for it. */
  constructor(format: string, reasons: ReadonlyMap<string, Text> = new Map()) {
    this.#format = format
    this.#reasons = reasons
  }

  explains(what: string): boolean {
    return this.#reasons.has(what)
  }

  get losses(): SbomLoss[] {
    return [...this.#losses.values()].sort((one, other) => (one.what < other.what ? -1 : 1))
  }

  has(what: string): boolean {
    return this.#losses.has(what)
  }

  add(what: string, example?: string, count = 1) {
    const loss = this.#losses.get(what) ?? { what, text: this.#explain(what), count: 0, examples: [] }
    this.#losses.set(what, loss)
    loss.count += count
    if (example !== undefined && loss.examples.length < mostExamples && !loss.examples.includes(example))
      loss.examples.push(example)
  }

  #explain(what: string): Text {
    const reason = this.#reasons.get(what)
    if (reason) return reason
    const { en, zh } = labelOf(what)
    return { en: `${this.#format} has no place for ${en}`, zh: `${this.#format} 无法容纳${zh}` }
  }
}

const labels: Record<string, Text> = {
  id: { en: 'the id of the document as it was', zh: '文档原有的标识' },
  revision: { en: 'the revision of the document', zh: '文档的修订号' },
  name: { en: 'the name of the document', zh: '文档的名称' },
  createdAt: { en: 'the time of creation as it was written', zh: '原样书写的创建时间' },
  creators: { en: 'some of those who made the document', zh: '部分文档作者' },
  'creators.kind': {
    en: 'whether the makers of the document are persons or organizations',
    zh: '文档作者是个人还是组织',
  },
  'creators.urls': { en: 'the addresses of those who made the document', zh: '文档作者的网址' },
  'creators.email': { en: 'the mail addresses of those who made the document', zh: '文档作者的邮箱' },
  tools: { en: 'some of the tools that made the document', zh: '生成文档的部分工具' },
  lifecycles: { en: 'when in the life of the software the document was made', zh: '文档产生于软件生命周期的哪个阶段' },
  dataLicense: { en: 'the license of the document itself', zh: '文档自身的许可证' },
  comment: { en: 'the comment on the document', zh: '对文档的说明' },
  roots: { en: 'more than one thing that the document is about', zh: '文档所描述的多个对象' },
  components: { en: 'some components', zh: '部分组件' },
  licenses: { en: 'some license texts, names or addresses', zh: '部分许可证的文本、名称或网址' },
  'component.kind': { en: 'the kind of component as it was', zh: '组件原有的类型' },
  'component.cpes': { en: 'all CPE names of a component', zh: '组件的全部 CPE 名称' },
  'component.identifiers': { en: 'some identifiers of a component', zh: '组件的部分标识' },
  'component.supplier.kind': { en: 'whether the supplier is a person or an organization', zh: '供应者是个人还是组织' },
  'component.originator': { en: 'who made a component', zh: '组件的制造者' },
  'component.originator.kind': { en: 'whether the maker is a person or an organization', zh: '制造者是个人还是组织' },
  'component.authors': { en: 'the authors of a component one by one', zh: '组件的各位作者' },
  'component.declaredLicense': { en: 'the declared license as it was stated', zh: '原样的声明许可证' },
  'component.concludedLicense': { en: 'that a license was concluded', zh: '许可证是经判定得出的' },
  'component.downloadLocation': { en: 'where a component is downloaded from', zh: '组件的下载地址' },
  'component.attributions': { en: 'attribution texts', zh: '署名文本' },
  'component.summary': { en: 'the summary of a component', zh: '组件的摘要' },
  'component.comment': { en: 'the comment on a component', zh: '对组件的说明' },
  'component.sourceInfo': { en: 'where a component came from in the words of its finder', zh: '组件来源的说明' },
  'component.fileName': { en: 'the file name of a component', zh: '组件的文件名' },
  'component.builtAt': { en: 'when a component was built', zh: '组件的构建时间' },
  'component.releasedAt': { en: 'when a component was released', zh: '组件的发布时间' },
  'component.validUntil': { en: 'until when a component is supported', zh: '组件的支持截止时间' },
  'component.references': { en: 'some references of a component', zh: '组件的部分引用' },
  'component.hashes': { en: 'some checksums of a component', zh: '组件的部分校验和' },
  'component.properties': { en: 'some properties of a component', zh: '组件的部分属性' },
  'relationships.scope': { en: 'when a relationship holds', zh: '关系成立的阶段' },
  'relationships.comment': { en: 'comments on relationships', zh: '对关系的说明' },
  'relationships.completeness': { en: 'whether relationships are complete', zh: '关系是否完整' },
}

function labelOf(what: string): Text {
  const known = Object.hasOwn(labels, what) ? labels[what] : undefined
  if (known) return known
  const [kind = '', ...path] = what.split('.')
  const name = path.join('.')
  if (kind === 'relationships') return { en: `relationships of the kind ${name}`, zh: `类型为 ${name} 的关系` }
  if (kind === 'foreignXml')
    return { en: `<${name}>, which is of another namespace than CycloneDX`, zh: `CycloneDX 命名空间之外的 <${name}>` }
  if (kind === 'component') return { en: `the ${name} of a component`, zh: `组件的 ${name}` }
  return verbatim(` ${what}`.trimStart())
}
