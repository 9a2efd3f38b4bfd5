import { SaxesParser } from 'saxes'

/** An element of a small XML file; names are without their prefix. */
export interface XmlElement {
  name: string
  attributes: ReadonlyMap<string, string>
  children: XmlElement[]
  /** All text below it. */
  readonly text: string
}

const MAX_CHARACTERS = 8 * 1024 * 1024
const MAX_DEPTH = 100

/** Reads a small XML file. Mistakes are passed over, declared entities are not expanded. Throws RangeError for too much. */
export function readXml(xml: string): XmlElement {
  if (xml.length > MAX_CHARACTERS) throw new RangeError(`${xml.length} characters of XML`)
  // An element's text is that between its start and its end: none is copied for each element around it.
  const texts: string[] = []
  const root = new Element('', {}, texts)
  const open = [root]
  const parser = new SaxesParser({})
  const collect = (text: string): void => void texts.push(text)
  parser.on('error', () => {})
  parser.on('text', collect)
  parser.on('cdata', collect)
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > MAX_DEPTH) throw new RangeError('elements nest too deep')
    const element = new Element(name, attributes, texts)
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    if (open.length > 1) open.pop()?.end()
  })
  parser.write(xml).close()
  return root
}

class Element implements XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[] = []
  readonly #texts: readonly string[]
  readonly #from: number
  #to: number | undefined

  /** `texts` are those of the file so far, and go on to be. */
  constructor(name: string, attributes: Record<string, string>, texts: readonly string[]) {
    this.name = local(name)
    this.attributes = new Map(Object.entries(attributes).map(([key, value]) => [local(key), value]))
    this.#texts = texts
    this.#from = texts.length
  }

  end(): void {
    this.#to = this.#texts.length
  }

  get text(): string {
    return this.#texts.slice(this.#from, this.#to).join('')
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** All elements below with this name, in document order. */
export const elements = (parent: XmlElement, name: string): XmlElement[] => [...named(parent, name)]

/** The first element below with this name. */
export const firstElement = (parent: XmlElement, name: string): XmlElement | undefined =>
  named(parent, name).next().value

function* named(parent: XmlElement, name: string): Generator<XmlElement, undefined> {
  const open = parent.children.toReversed()
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element.name === name) yield element
    for (const child of element.children.toReversed()) open.push(child)
  }
}

/** The text of the first element below with this name, on one line; empty when there is none. */
export const textIn = (parent: XmlElement, name: string): string =>
  firstElement(parent, name)?.text.replace(/\s+/g, ' ').trim() ?? ''
