import { createMask } from './leaks.ts'
import type { Call, Content, Proposal, Speaker } from './model.ts'
import { seesNames } from './who-may.ts'

interface Asker {
  id: string
  permissions: ReadonlySet<string>
  groups: ReadonlySet<string>
}

/** What is proposed, with everything covered that tells whose it is. */
export function coverContent(content: Content, speakers: readonly Speaker[]): Content {
  const mask = createMask(speakers)
  const { title, abstract, benefit } = content
  return { ...content, title: mask(title), abstract: mask(abstract), benefit: mask(benefit) }
}

/** As somebody of the committee may see it, who may be one who reviews. */
export function coverFor(actor: Asker, call: Call, proposal: Proposal, speakers: readonly Speaker[]): Proposal {
  if (seesNames(call, proposal, speakers, actor)) return proposal
  return { ...proposal, submittedBy: null, content: coverContent(proposal.content, speakers) }
}
