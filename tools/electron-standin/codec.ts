export interface Codec {
  /** Throws "An object could not be cloned." as Electron does for functions, symbols, promises, DOM objects. */
  encode(value: unknown): string
  decode(text: string): unknown
}
interface Base64 {
  encode(bytes: Uint8Array): string
  decode(text: string): Uint8Array
}

/**
 * A codec that carries over a string what the structured clone algorithm carries: dates, maps, sets, typed arrays,
 * errors, cycles. The text of this function also runs in the page, so it stands alone.
 */
export function makeCodec(base64: Base64): Codec {
  const VIEWS = [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView
  ]
  const ERRORS = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]
  const uncloneable = () => new Error('An object could not be cloned.')
  const kindOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1)
  // A value that JSON cannot hold travels as { $: tag, v: … }.
  interface Tagged {
    $: string
    v: unknown
    name?: string
    stack?: string | undefined
  }

  function encode(root: unknown): string {
    const seen = new Map<object, number>()
    const walk = (value: unknown): unknown => {
      switch (typeof value) {
        case 'string':
        case 'boolean':
          return value
        case 'number':
          if (Object.is(value, -0)) return { $: 'number', v: '-0' }
          return Number.isFinite(value) ? value : { $: 'number', v: String(value) }
        case 'undefined':
          return { $: 'undefined' }
        case 'bigint':
          return { $: 'bigint', v: String(value) }
        case 'object':
          return value === null ? null : walkObject(value)
        default:
          throw uncloneable()
      }
    }
    const walkObject = (value: object): unknown => {
      const known = seen.get(value)
      if (known !== undefined) return { $: 'seen', v: known }
      seen.set(value, seen.size)
      if (Array.isArray(value)) return value.map(walk)
      if (value instanceof Date) return { $: 'date', v: value.getTime() }
      if (value instanceof RegExp) return { $: 'regexp', v: [value.source, value.flags] }
      if (value instanceof Map) return { $: 'map', v: [...value].map(([k, v]) => [walk(k), walk(v)]) }
      if (value instanceof Set) return { $: 'set', v: [...value].map(walk) }
      if (value instanceof Error) return { $: 'error', v: value.message, name: value.name, stack: value.stack }
      if (value instanceof ArrayBuffer) return { $: 'ArrayBuffer', v: base64.encode(new Uint8Array(value)) }
      if (ArrayBuffer.isView(value)) {
        return { $: kindOf(value), v: base64.encode(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
      }
      if (
        ['Promise', 'WeakMap', 'WeakSet', 'Blob', 'File', 'Window'].includes(kindOf(value)) ||
        value instanceof EventTarget ||
        value instanceof Event
      )
        throw uncloneable()
      const entries = Object.entries(value).map(([k, v]) => [k, walk(v)] as const)
      if (entries.some(([k]) => k === '$' || k === '__proto__')) return { $: 'object', v: entries }
      return Object.fromEntries(entries)
    }
    return JSON.stringify(walk(root))
  }

  function decode(text: string): unknown {
    const seen: unknown[] = []
    const keep = <T>(value: T): T => {
      seen.push(value)
      return value
    }
    const define = (target: object, key: string, value: unknown) =>
      Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
    const walk = (value: unknown): unknown => {
      if (value === null || typeof value !== 'object') return value
      if (Array.isArray(value)) {
        const out = keep<unknown[]>([])
        for (const item of value) out.push(walk(item))
        return out
      }
      if ('$' in value) return revive(value as Tagged)
      const out = keep({})
      for (const [k, v] of Object.entries(value)) define(out, k, walk(v))
      return out
    }
    const revive = ({ $: tag, v, name, stack }: Tagged): unknown => {
      switch (tag) {
        case 'number':
          return Number(v)
        case 'undefined':
          return undefined
        case 'bigint':
          return BigInt(v as string)
        case 'seen':
          return seen[v as number]
        case 'date':
          return keep(new Date(v as number))
        case 'regexp':
          return keep(new RegExp(...(v as [string, string])))
        case 'map': {
          const out = keep(new Map())
          for (const [key, item] of v as [unknown, unknown][]) out.set(walk(key), walk(item))
          return out
        }
        case 'set': {
          const out = keep(new Set())
          for (const item of v as unknown[]) out.add(walk(item))
          return out
        }
        case 'error': {
          const ErrorClass = ERRORS.find((e) => e.name === name) ?? Error
          return Object.assign(keep(new ErrorClass(v as string)), { stack })
        }
        case 'object': {
          const out = keep({})
          for (const [key, item] of v as [string, unknown][]) define(out, key, walk(item))
          return out
        }
        default: {
          const bytes = base64.decode(v as string)
          if (tag === 'ArrayBuffer') return keep(bytes.buffer)
          const View = VIEWS.find((view) => view.name === tag)
          if (!View) throw new Error(`stand-in codec: unknown tag ${tag}`)
          return keep(Reflect.construct(View, [bytes.buffer]) as object)
        }
      }
    }
    return walk(JSON.parse(text))
  }
  return { encode, decode }
}

/** The codec on the side of Node. */
export const codec = makeCodec({
  encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')) // a copy: its buffer holds nothing else
})
