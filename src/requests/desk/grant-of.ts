import { parsePurl } from '../../lib/purl/purl.ts'
import type { Answers, Form, GrantTerms } from '../forms/model.ts'
import type { NewGrant } from '../grants/model.ts'
import type { Request } from './model.ts'

const day = 86_400_000

/** What an approved request gives: the terms of the form, and those of the policy in their place. */
export function grantOf(request: Request, form: Form, now: Date): NewGrant {
  const { answers, facts, subject, decision, requester } = request
  const terms: GrantTerms = { ...form.grant, ...decision.grant }
  const version = subject.kind === 'package' ? (parsePurl(subject.id).version ?? null) : null
  return {
    request: request.number,
    form: form.id,
    permits: form.permits ?? form.id,
    holder: form.holder === 'requester' ? { kind: 'account', id: requester } : { kind: 'organization', id: '' },
    subject,
    covers: terms.covers ?? 'version',
    usage: {
      product: textOf(answers, 'product'),
      distribution: textOf(answers, 'distribution'),
      modified: typeof answers['modified'] === 'boolean' ? answers['modified'] : null,
      linkage: textOf(answers, 'linkage'),
      rule: textOf(answers, 'rule'),
    },
    conditions: terms.conditions ?? [],
    obligations: terms.obligations ?? [],
    validFrom: dayOf(now),
    validUntil: lastDay(terms, answers, now),
    reopenWhen: terms.reopenWhen ?? [],
    snapshot: {
      license: stringOf(facts['license']?.value) ?? namedLicense(form, answers),
      cla: stringOf(facts['cla']?.value),
      version,
      policies: decision.heard
        .filter(({ mode, outcome }) => mode === 'block' && outcome !== 'none')
        .map(({ policy, version }) => ({ policy, version })),
    },
  }
}

/** What nobody has seen is held to what was said of it. */
function namedLicense({ sections }: Form, answers: Answers): string | null {
  const field = sections.flatMap(({ fields }) => fields).find(({ known }) => known === 'license')
  return field ? textOf(answers, field.id) : null
}

/** The day that was asked for, never later than the policy's days allow. */
function lastDay({ days, until }: GrantTerms, answers: Answers, now: Date): string | null {
  const asked = until === undefined ? null : textOf(answers, until)
  const allowed = days === undefined ? null : dayOf(new Date(now.getTime() + days * day))
  if (asked === null || allowed === null) return asked ?? allowed
  return [asked, allowed].sort()[0] ?? null
}

function textOf(answers: Answers, name: string): string | null {
  return stringOf(answers[name])
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function dayOf(date: Date) {
  return date.toISOString().slice(0, 10)
}
