import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { testPng } from '../testing-pictures.ts'
import { anyAddress, isPublicAddress } from './addresses.ts'
import { createFetcher } from './fetch-picture.ts'

const png = testPng(4, 3)
const never = new AbortController().signal

/** A server on this computer; gives its address. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

function fetcher(mayConnect = anyAddress, timeoutMs?: number) {
  const made = createFetcher(mayConnect, timeoutMs)
  onTestFinished(() => made.close())
  return made
}

describe('a picture is fetched', () => {
  test('with nothing but its address', async () => {
    let asked: IncomingMessage | undefined
    const host = await serve((request, response) => {
      asked = request
      response.setHeader('set-cookie', 'id=1')
      response.end(png)
    })
    const fetched = await fetcher().fetch(`${host.replace('//', '//user:secret@')}/a%20b.png?x=1#y`, never)
    expect(fetched).toMatchObject({ facts: { mediaType: 'image/png', width: 4, height: 3 } })
    expect('bytes' in fetched && Buffer.from(fetched.bytes).equals(png)).toBe(true)
    expect(asked?.url).toBe('/a%20b.png?x=1')
    expect(Object.keys(asked?.headers ?? {}).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent'
    ])
  })

  test('through redirects, and not forever', async () => {
    const host = await serve(({ url = '' }, response) => {
      const left = Number(url.slice(1))
      if (left === 0) response.end(png)
      else response.writeHead(302, { location: `/${left - 1}` }).end()
    })
    expect(await fetcher().fetch(`${host}/5`, never)).toMatchObject({ facts: { width: 4 } })
    expect(await fetcher().fetch(`${host}/6`, never)).toEqual({ failure: 'too_many_redirects' })
  })
})

describe('a picture is not fetched', () => {
  test.each([
    ['404', 'not_found'],
    ['410', 'not_found'],
    ['403', 'forbidden'],
    ['500', 'host_error'],
    ['204', 'host_error'],
    ['200', 'not_a_picture']
  ])('when the host answers %s: %s', async (status, failure) => {
    const host = await serve((_request, response) => response.writeHead(Number(status)).end())
    expect(await fetcher().fetch(`${host}/a.png`, never)).toEqual({ failure })
  })

  test('when it is too large, said or not', async () => {
    const host = await serve(({ url }, response) => {
      if (url === '/said') response.writeHead(200, { 'content-length': 11 * 1024 * 1024 }).write(png)
      else {
        const chunk = Buffer.alloc(1024 * 1024)
        const send = () => void response.write(chunk, (error) => !error && send())
        send()
      }
    })
    expect(await fetcher().fetch(`${host}/said`, never)).toEqual({ failure: 'too_large' })
    expect(await fetcher().fetch(`${host}/endless`, never)).toEqual({ failure: 'too_large' })
  })

  test('when the host takes its time', async () => {
    const host = await serve(({ url }, response) => {
      if (url === '/starts') response.writeHead(200).write(png.subarray(0, 8))
    })
    expect(await fetcher(anyAddress, 100).fetch(`${host}/silent`, never)).toEqual({ failure: 'timed_out' })
    expect(await fetcher(anyAddress, 100).fetch(`${host}/starts`, never)).toEqual({ failure: 'timed_out' })
  })

  test('when nobody answers', async () => {
    expect(await fetcher().fetch('http://127.0.0.1:1/a.png', never)).toEqual({ failure: 'unreachable' })
    expect(await fetcher().fetch('http://[/', never)).toEqual({ failure: 'unreachable' })
  })

  test('from this computer and its network, also behind a name or a redirect', async () => {
    let asked = 0
    const host = await serve((_request, response) => {
      asked++
      response.end(png)
    })
    const { port } = new URL(host)
    const places = [host, `http://localhost:${port}`, `http://2130706433:${port}`, `http://[::ffff:7f00:1]:${port}`]
    for (const place of places) {
      expect(await fetcher(isPublicAddress).fetch(`${place}/a.png`, never)).toEqual({ failure: 'private_address' })
    }
    const open = await serve((_request, response) =>
      response.writeHead(301, { location: `http://[::1]:${port}/` }).end()
    )
    const onlyIt = fetcher((address) => address === '127.0.0.1')
    expect(await onlyIt.fetch(open, never)).toEqual({ failure: 'private_address' })
    expect(asked).toBe(0)
  })

  test('when it leads to something that is not the web', async () => {
    const host = await serve((_request, response) => response.writeHead(302, { location: 'file:///etc/hosts' }).end())
    expect(await fetcher().fetch(host, never)).toEqual({ failure: 'host_error' })
  })
})

test('a cancelled fetch rejects', async () => {
  const host = await serve(() => {})
  const cancel = new AbortController()
  const fetched = fetcher().fetch(host, cancel.signal)
  cancel.abort()
  await expect(fetched).rejects.toThrow()
})
