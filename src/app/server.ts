import { serve } from '@hono/node-server'
import { Failure } from '../platform/failure.ts'
import type { App } from './app.ts'

export interface Listening {
  url: string
  close(): Promise<void>
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1'])

/** Serves the app until closed. Fails with a sentence when the address cannot be had. */
export function listen(app: Pick<App, 'fetch'>, { host, port }: { host: string; port: number }): Promise<Listening> {
  const fetch = loopback.has(host) ? onlyFromHere(app.fetch) : app.fetch
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: host, port }, ({ port }) => {
      const shown = host.includes(':') ? `[${host}]` : host
      resolve({ url: `http://${shown}:${port}`, close: () => closeServer(server) })
    })
    server.on('error', (error: NodeJS.ErrnoException) => reject(failureOf(error, host, port)))
  })
}

/**
 * A server on the loopback answers to loopback names only. Otherwise a page from elsewhere could give its own name our
 * address and read the office through its visitor's browser (DNS rebinding).
 */
function onlyFromHere(fetch: App['fetch']): App['fetch'] {
  return (request, ...rest) => {
    const { hostname } = new URL(request.url)
    if (loopback.has(hostname.replace(/^\[|\]$/g, ''))) return fetch(request, ...rest)
    return new Response('This ospo answers on the loopback address only.\n', { status: 421 })
  }
}

function closeServer(server: ReturnType<typeof serve>) {
  if ('closeAllConnections' in server) server.closeAllConnections()
  return new Promise<void>(resolve => server.close(() => resolve()))
}

function failureOf(error: NodeJS.ErrnoException, host: string, port: number) {
  if (error.code === 'EADDRINUSE') {
    return new Failure('unavailable', {
      en: `Port ${port} on ${host} is taken: choose another with --port, or stop the program that uses it`,
      zh: `${host} 上的端口 ${port} 已被占用：请用 --port 指定其他端口，或停止占用它的程序`,
    })
  }
  return new Failure(
    'unavailable',
    {
      en: `Cannot listen on ${host}:${port} (${error.message}): choose another with --host and --port`,
      zh: `无法监听 ${host}:${port}（${error.message}）：请用 --host 和 --port 指定其他地址`,
    },
    { cause: error },
  )
}
