import { lookup } from 'node:dns'
import type { LookupAddress, LookupOptions } from 'node:dns'
import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { PictureFailure } from '../../../shared/pictures.ts'
import { readPicture } from '../picture-bytes.ts'
import type { PictureFacts } from '../picture-bytes.ts'
import type { AddressPolicy } from './addresses.ts'

const MAX_DOWNLOAD_BYTES = 10 * 1024 * 1024
const MAX_REDIRECTS = 5
const TIMEOUT_MS = 30_000

export type Fetched = { bytes: Uint8Array; facts: PictureFacts } | { failure: PictureFailure }

/** Asks hosts for pictures; connections are kept for the next one. */
export interface PictureFetcher {
  /** Rejects only when `signal` aborts. */
  fetch(url: string, signal: AbortSignal): Promise<Fetched>
  close(): void
}

class FetchError extends Error {
  readonly failure: PictureFailure

  constructor(failure: PictureFailure) {
    super(failure)
    this.failure = failure
  }
}

/**
 * A fetcher that sends nothing but the address asked for: no cookies, no referrer, no name and password. It connects only
 * where `mayConnect` allows, also after a redirect; names are resolved once, so that what was checked is what is asked.
 */
export function createFetcher(mayConnect: AddressPolicy, timeoutMs = TIMEOUT_MS): PictureFetcher {
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) }

  function checkedLookup(
    host: string,
    options: LookupOptions,
    answer: (error: Error | null, address: string | LookupAddress[], family?: number) => void
  ): void {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, '')
      const allowed = found.filter(({ address }) => mayConnect(address))
      const [first] = allowed
      if (first === undefined) answer(new FetchError('private_address'), '')
      else if (options.all === true) answer(null, allowed)
      else answer(null, first.address, first.family)
    })
  }

  function ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchError('host_error')
    if (isIP(host) !== 0 && !mayConnect(host)) throw new FetchError('private_address')
    const options = {
      host,
      port: url.port,
      path: `${url.pathname}${url.search}`,
      agent: agents[url.protocol],
      headers: {
        Accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif,image/svg+xml,image/*;q=0.8',
        'Accept-Encoding': 'identity',
        'User-Agent': 'Mozilla/5.0 (compatible; Gengdu)'
      },
      lookup: checkedLookup,
      signal
    }
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest
    return new Promise((resolve, reject) => {
      request(options, resolve).on('error', reject).end()
    })
  }

  async function follow(start: string, signal: AbortSignal): Promise<Fetched> {
    let url = new URL(start)
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await ask(url, signal)
      const { statusCode = 0, headers } = response
      const next = [301, 302, 303, 307, 308].includes(statusCode) ? URL.parse(headers.location ?? '', url.href) : null
      if (next === null) return await readBody(response)
      response.destroy()
      url = next
    }
    throw new FetchError('too_many_redirects')
  }

  return {
    async fetch(url, signal) {
      const timeout = AbortSignal.timeout(timeoutMs)
      try {
        return await follow(url, AbortSignal.any([signal, timeout]))
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof FetchError) return { failure: error.failure }
        return { failure: timeout.aborted ? 'timed_out' : 'unreachable' }
      }
    },
    close() {
      agents['http:'].destroy()
      agents['https:'].destroy()
    }
  }
}

async function readBody(response: IncomingMessage): Promise<Fetched> {
  try {
    const failure = failureOf(response.statusCode ?? 0)
    if (failure !== null) throw new FetchError(failure)
    if (Number(response.headers['content-length']) > MAX_DOWNLOAD_BYTES) throw new FetchError('too_large')
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      length += chunk.length
      if (length > MAX_DOWNLOAD_BYTES) throw new FetchError('too_large')
      chunks.push(chunk)
    }
    const bytes = Buffer.concat(chunks)
    const facts = readPicture(bytes)
    if (facts === null) throw new FetchError('not_a_picture')
    return { bytes, facts }
  } finally {
    // Nothing happens when all was read; else the connection is of no more use.
    response.destroy()
  }
}

function failureOf(status: number): PictureFailure | null {
  if (status === 200) return null
  if (status === 404 || status === 410) return 'not_found'
  return status === 401 || status === 403 ? 'forbidden' : 'host_error'
}
