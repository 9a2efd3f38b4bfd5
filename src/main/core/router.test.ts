import { expect, test } from 'vitest'
import { z } from 'zod'
import { createApi } from '../../shared/api.ts'
import { call, event, job, Nothing, shapeOf } from '../../shared/ipc.ts'
import type { Handlers, JobContext, Message } from '../../shared/ipc.ts'
import { AppError } from '../../shared/result.ts'
import { createRouter } from './router.ts'

const room = {
  double: call(z.object({ n: z.int().max(100) }), z.int()),
  broken: call(Nothing, z.int()),
  fail: call(Nothing, Nothing),
  crash: call(Nothing, Nothing),
  count: job(z.object({ to: z.int() }), z.object({ reached: z.int() })),
  write: job(Nothing, z.string(), { saveAs: true }),
  look: job(Nothing, Nothing, { beside: true }),
  happened: event(z.string())
}

function setUp() {
  const order: string[] = []
  const count = async ({ to }: { to: number }, { signal, progress, paths }: JobContext) => {
    order.push(`start ${to}`)
    let reached = paths.length
    while (reached < to && !signal.aborted) {
      reached += 1
      progress({ done: reached, total: to, label: '' })
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    order.push(`end ${to}`)
    return { reached }
  }
  const handlers: Handlers<typeof room> = {
    double: ({ n }) => n * 2,
    broken: () => 'text' as unknown as number,
    fail: () => {
      throw new AppError('not_found', 'entryNotFound', { id: '7' })
    },
    crash: () => {
      throw new TypeError('oops')
    },
    count,
    write: async (_input, { saveTo }) => saveTo ?? 'nowhere',
    async look(_input, { signal }) {
      order.push('look')
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
      order.push('looked')
      return null
    }
  }
  const router = createRouter({ room }, { room: handlers })
  const listeners = new Set<(message: Message) => void>()
  const tell = (message: Message) => listeners.forEach((listener) => listener(message))
  const kb = createApi<{ room: typeof room }>(shapeOf({ room }), {
    request: (request) =>
      router.handle(request, {
        saveTo: '/chosen',
        onProgress: (progress) => tell({ type: 'progress', id: request.id, progress })
      }),
    cancel: (id) => router.cancel(id),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    pathsOf: (files) => files.map((file) => file.name)
  })
  return { kb, router, order, tell }
}

test('calls answer with values', async () => {
  const { kb } = setUp()
  expect(await kb.room.double({ n: 21 })).toEqual({ ok: true, value: 42 })
})

test('bad input names the field', async () => {
  const { kb } = setUp()
  expect(await kb.room.double({ n: 101 })).toMatchObject({
    ok: false,
    error: { code: 'invalid_input', key: 'invalidField', details: { method: 'room.double', field: 'n' } }
  })
})

test('bad output never reaches the caller', async () => {
  const { kb } = setUp()
  expect(await kb.room.broken(null)).toMatchObject({ ok: false, error: { code: 'internal' } })
})

test('errors keep their code, key and details; others their message', async () => {
  const { kb } = setUp()
  expect(await kb.room.fail(null)).toEqual({
    ok: false,
    error: { code: 'not_found', key: 'entryNotFound', details: { id: '7' } }
  })
  expect(await kb.room.crash(null)).toMatchObject({ error: { code: 'internal', details: { message: 'oops' } } })
})

test.each([
  'room.nothing',
  'nowhere.double',
  'room.happened',
  'room',
  '',
  'room.constructor',
  'room.__proto__',
  'constructor.name',
  '__proto__.toString'
])('there is no method %j', async (method) => {
  const { router } = setUp()
  const request = { id: '1', method, input: null, paths: [], pick: null }
  expect(await router.handle(request, {})).toMatchObject({ ok: false, error: { key: 'unknownMethod' } })
})

test('jobs report progress, take files and complete', async () => {
  const { kb } = setUp()
  const seen: number[] = []
  const files = [new File([], 'a.md')]
  const { result } = kb.room.count({ to: 5 }, { files, onProgress: ({ done }) => seen.push(done) })
  expect(await result).toEqual({ ok: true, value: { reached: 5 } })
  expect(seen.at(-1)).toBe(5)
  expect(seen[0]).toBe(2)
})

test('a cancelled job stops between two items', async () => {
  const { kb } = setUp()
  const running = kb.room.count({ to: 100_000 })
  setTimeout(() => running.cancel(), 20)
  const result = await running.result
  expect(result.ok && result.value.reached).toBeLessThan(100_000)
})

test('jobs run one at a time while calls go on', async () => {
  const { kb, order } = setUp()
  const first = kb.room.count({ to: 20 }).result
  const second = kb.room.count({ to: 2 }).result
  expect(await kb.room.double({ n: 1 })).toEqual({ ok: true, value: 2 })
  await Promise.all([first, second])
  expect(order).toEqual(['start 20', 'end 20', 'start 2', 'end 2'])
})

test('a job that only reads neither waits for others nor makes them wait', async () => {
  const { kb, order } = setUp()
  const first = kb.room.count({ to: 20 }).result
  const looking = kb.room.look(null)
  await kb.room.count({ to: 2 }).result
  await first
  looking.cancel()
  await looking.result
  expect(order).toEqual(['start 20', 'look', 'end 20', 'start 2', 'end 2', 'looked'])
})

test('stopping ends the running job and those that wait', async () => {
  const { kb, router, order } = setUp()
  const first = kb.room.count({ to: 100_000 }).result
  const second = kb.room.count({ to: 100_001 }).result
  void kb.room.look(null).result
  await router.stop()
  expect(order).toContain('looked')
  expect(order.filter((each) => each.startsWith('end'))).toHaveLength(2)
  for (const result of await Promise.all([first, second])) {
    expect(result.ok && result.value.reached).toBeLessThan(100_000)
  }
})

test('a job that saves gets the path from main', async () => {
  const { kb } = setUp()
  expect(await kb.room.write(null).result).toEqual({ ok: true, value: '/chosen' })
})

test('events reach listeners until they leave', () => {
  const { kb, tell } = setUp()
  const heard: string[] = []
  const leave = kb.room.happened((text) => heard.push(text))
  tell({ type: 'event', name: 'room.happened', payload: 'a' })
  leave()
  tell({ type: 'event', name: 'room.happened', payload: 'b' })
  expect(heard).toEqual(['a'])
})

test('the shape says which jobs ask for a file to write', () => {
  expect(shapeOf({ room }).room).toMatchObject({ double: 'call', count: 'job', write: 'saveAsJob', happened: 'event' })
})
