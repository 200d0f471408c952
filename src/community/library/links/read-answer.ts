import type { Text } from '../../../lib/text/text.ts'
import type { Sighting } from './model.ts'

/** As much of an answer as tells whether an address works. */
export interface Answer {
  status: number
  location: string | null
  retryAfter: string | null
}

const mostHops = 5
const longestWait = 7 * 86_400

/**
 * Asks for an address with HEAD, and with GET where HEAD is not understood; follows where it leads, a few steps. `ask`
 * is what reaches the network.
 */
export async function checkAddress(
  address: string,
  ask: (address: string, method: 'HEAD' | 'GET') => Promise<Answer>,
): Promise<Sighting> {
  let at = address
  let forGood = true
  for (let hop = 0; hop <= mostHops; hop++) {
    const answer = await askTwice(at, ask)
    const next = nextOf(answer, at)
    if (next === undefined) return sightingOf(answer, { address, at, forGood })
    forGood &&= answer.status === 301 || answer.status === 308
    at = next
  }
  return { state: 'broken', status: null, movedTo: null, problem: inCircles }
}

async function askTwice(at: string, ask: (address: string, method: 'HEAD' | 'GET') => Promise<Answer>) {
  const head = await ask(at, 'HEAD')
  const isClear = head.status < 400 || head.status === 429 || head.status === 503
  return isClear ? head : ask(at, 'GET')
}

function nextOf({ status, location }: Answer, at: string): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return undefined
  if (!URL.canParse(location, at)) return undefined
  const next = new URL(location, at)
  return /^https?:$/.test(next.protocol) ? next.href : undefined
}

function sightingOf(
  { status, retryAfter }: Answer,
  { address, at, forGood }: { address: string; at: string; forGood: boolean },
): Sighting {
  const known = { status, movedTo: null, problem: null }
  if (status >= 200 && status < 300) {
    const isElsewhere = forGood && withoutHash(at) !== withoutHash(address)
    return isElsewhere ? { ...known, state: 'moved', movedTo: at } : { ...known, state: 'ok' }
  }
  if (status === 429 || status === 503)
    return { ...known, state: 'unreachable', problem: answered(status), wait: secondsOf(retryAfter) }
  if ([401, 403, 407, 451].includes(status)) return { ...known, state: 'refused', problem: answered(status) }
  const state = status >= 500 ? 'unreachable' : 'broken'
  return { ...known, state, problem: answered(status) }
}

function withoutHash(address: string) {
  return new URL(address).href.replace(/#.*$/, '')
}

function secondsOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? '3600')
  return Number.isFinite(seconds) ? Math.min(longestWait, Math.max(60, seconds)) : 3600
}

function answered(status: number): Text {
  return { en: `The server answered ${status}`, zh: `服务器返回 ${status}` }
}

const inCircles = { en: 'It leads from address to address without end', zh: '地址不断跳转，没有终点' }
