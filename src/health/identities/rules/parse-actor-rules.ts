import { z } from 'zod'
import { type ActorRules, actorKinds } from '../../../lib/actors/actor-rules.ts'
import type { Text } from '../../../lib/text/text.ts'
import { readYaml } from '../../../lib/yaml/read-yaml.ts'

const Pattern = z.string().min(1).max(200)

export const ActorRulesSource = z.strictObject({
  actors: z
    .array(
      z
        .strictObject({
          kind: z.enum(actorKinds),
          name: Pattern.optional(),
          email: Pattern.optional(),
          login: Pattern.optional(),
        })
        .refine(({ name, email, login }) => name ?? email ?? login, 'name, email or login must be there'),
    )
    .max(5000),
  assistants: z.strictObject({
    trailers: z.array(Pattern).max(100).default([]),
    names: z.array(Pattern).max(1000).default([]),
    emails: z.array(Pattern).max(1000).default([]),
  }),
})

/** YAML or JSON, as an office writes it. */
export function parseActorRules(source: string): { rules: ActorRules } | { problem: Text } {
  const reading = readYaml(source, 'actors', ActorRulesSource)
  return 'value' in reading ? { rules: reading.value } : reading
}
