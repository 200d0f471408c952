import type { z } from 'zod'
import { explainUnfit } from '../../lib/text/explain-unfit.ts'
import type { Text } from '../../lib/text/text.ts'

/** What a plug-in cannot get past: `missing` is a repository that is not there for us, `strange` an answer that is not as it should be, `overload` a question that was too much for the forge. */
export class ForgeProblem extends Error {
  readonly kind: 'missing' | 'strange' | 'overload'
  readonly text: Text

  constructor(kind: ForgeProblem['kind'], text: Text) {
    super(text.en)
    this.kind = kind
    this.text = text
  }
}

export function missing(path: string, host: string): ForgeProblem {
  return new ForgeProblem('missing', {
    en: `${host} shows no repository ${path}: it was removed or renamed, or the token may not read it`,
    zh: `${host} 上没有仓库 ${path}：可能已删除或改名，或令牌无权读取`,
  })
}

/** Holds an answer to its shape. */
export function readAs<T extends z.ZodType>(shape: T, json: unknown, what: string): z.output<T> {
  const read = shape.safeParse(json)
  if (read.success) return read.data
  const { en, zh } = explainUnfit(shape, json)
  throw new ForgeProblem('strange', {
    en: `The answer about ${what} is not as this forge should give it (${en}): check that the connection names the right kind of forge`,
    zh: `关于 ${what} 的响应不符合该平台的格式（${zh}）：请检查连接所选的平台类型是否正确`,
  })
}
