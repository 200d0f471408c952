interface Answered {
  status: number
  headers: { get(name: string): string | null }
  text: string
}

const usualWait = 60_000
const second = 1000
/** A number below is seconds from now; above, seconds since 1970. */
const mostSecondsFromNow = 1_000_000

/** Milliseconds that a host wants to be left alone for, when it refuses for being asked too often; undefined when it does not. */
export function wishOf({ status, headers, text }: Answered, now: Date): number | undefined {
  if (!isLimit(status, headers, text)) return undefined
  return retryAfter(headers.get('retry-after'), now) ?? resetIn(headers, now) ?? usualWait
}

/** The same of an answer that used up the last request there was. */
export function pauseAfter({ headers }: Pick<Answered, 'headers'>, now: Date): number | undefined {
  return remaining(headers) === 0 ? resetIn(headers, now) : undefined
}

/** Both words of GitHub's, and its sentence for those who ask too fast; what people write has its quotation marks escaped. */
const graphqlLimit = /"type":\s*"RATE_LIMIT(?:ED)?"|"message":\s*"You have exceeded a secondary rate limit/

function isLimit(status: number, headers: Answered['headers'], text: string) {
  if (status === 429) return true
  if (status === 200) return graphqlLimit.test(text)
  if (status === 503) return headers.get('retry-after') !== null
  if (status !== 403) return false
  return headers.get('retry-after') !== null || remaining(headers) === 0 || /rate limit|abuse detection/i.test(text)
}

function remaining(headers: Answered['headers']): number | undefined {
  const value = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining')
  return value === null || value.trim() === '' ? undefined : Number(value)
}

function resetIn(headers: Answered['headers'], now: Date): number | undefined {
  const value = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN)
  if (!Number.isFinite(value) || value <= 0) return undefined
  // A second more: the host's clock counts whole ones.
  const wait = value < mostSecondsFromNow ? value * second : value * second - now.getTime()
  return Math.max(0, wait) + second
}

function retryAfter(value: string | null, now: Date): number | undefined {
  if (value === null) return undefined
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * second
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}
