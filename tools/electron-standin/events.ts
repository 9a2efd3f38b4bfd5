import { EventEmitter } from 'node:events'

type Listener<Args> = Args extends unknown[] ? (...args: Args) => void : never

/** An EventEmitter that knows its events: listening for an event that the stand-in never emits is a compile error. */
export interface TypedEmitter<Events> {
  on<K extends keyof Events>(name: K, listener: Listener<Events[K]>): this
  once<K extends keyof Events>(name: K, listener: Listener<Events[K]>): this
  off<K extends keyof Events>(name: K, listener: Listener<Events[K]>): this
  removeListener<K extends keyof Events>(name: K, listener: Listener<Events[K]>): this
  removeAllListeners<K extends keyof Events>(name?: K): this
  listenerCount<K extends keyof Events>(name: K): number
  emit<K extends keyof Events>(name: K, ...args: Events[K] extends unknown[] ? Events[K] : never): boolean
}
export const TypedEmitter = EventEmitter as unknown as new <Events>() => TypedEmitter<Events>

/** Electron's event object: a listener may call preventDefault(). */
export type ElectronEvent<Details = object> = Details & { readonly defaultPrevented: boolean; preventDefault(): void }

export function createEvent(): ElectronEvent
export function createEvent<Details extends object>(details: Details): ElectronEvent<Details>
export function createEvent(details: object = {}): ElectronEvent {
  let defaultPrevented = false
  return Object.defineProperty(
    { ...details, preventDefault: () => void (defaultPrevented = true) },
    'defaultPrevented',
    {
      get: () => defaultPrevented
    }
  ) as ElectronEvent
}
