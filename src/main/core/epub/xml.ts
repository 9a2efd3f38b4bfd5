import { SaxesParser } from 'saxes'

/** An element of a small XML file; names are without their prefix. */
export interface XmlElement {
  name: string
  attributes: ReadonlyMap<string, string>
  children: XmlElement[]
  /** All text below it. */
  text: string
}

const MAX_CHARACTERS = 8 * 1024 * 1024
const MAX_DEPTH = 100

/** Reads a small XML file. Mistakes are passed over, declared entities are not expanded. Throws RangeError for too much. */
export function readXml(xml: string): XmlElement {
  if (xml.length > MAX_CHARACTERS) throw new RangeError(`${xml.length} characters of XML`)
  const root = elementOf('', {})
  const open = [root]
  const parser = new SaxesParser({})
  const collect = (text: string): void => open.forEach((element) => (element.text += text))
  parser.on('error', () => {})
  parser.on('text', collect)
  parser.on('cdata', collect)
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > MAX_DEPTH) throw new RangeError('elements nest too deep')
    const element = elementOf(name, attributes)
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    if (open.length > 1) open.pop()
  })
  parser.write(xml).close()
  return root
}

function elementOf(name: string, attributes: Record<string, string>): XmlElement {
  const named = Object.entries(attributes).map(([key, value]): [string, string] => [local(key), value])
  return { name: local(name), attributes: new Map(named), children: [], text: '' }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** All elements below with this name, in document order. */
export function elements(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elements(child, name)])
}

/** The text of the first element below with this name, on one line; empty when there is none. */
export const textIn = (parent: XmlElement, name: string): string =>
  elements(parent, name)[0]?.text.replace(/\s+/g, ' ').trim() ?? ''
