import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

interface Notice {
  name: string
  version: string
  licence: string
  text: string
}

interface PackageJson {
  name?: string
  version?: string
  license?: string
  dependencies?: Record<string, string>
}

/** What others made and no package's notice names; the texts of the licences are in `resources/licences`. */
const DATA = [
  { name: 'OpenCC TSCharacters (traditional to simplified)', licence: 'Apache-2.0', file: 'apache-2.0.txt' },
  { name: 'Unicode EquivalentUnifiedIdeograph', licence: 'Unicode-3.0', file: 'unicode-3.0.txt' },
  { name: 'Unicode Unihan readings (pinyin)', licence: 'Unicode-3.0', file: 'unicode-3.0.txt' },
  { name: 'PDF.js (within unpdf)', licence: 'Apache-2.0', file: 'apache-2.0.txt' }
]

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const readPackage = (folder: string): PackageJson => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** The package folder that a module's file is in, or undefined for the app's own files. */
function packageFolder(file: string): string | undefined {
  return /^\0?(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(file.replaceAll('\\', '/'))?.[1]
}

/** The folders of a package and of everything it needs at run time, nested copies included. */
function withDependencies(folder: string, found = new Set<string>()): Set<string> {
  if (found.has(folder)) return found
  found.add(folder)
  for (const name of Object.keys(readPackage(folder).dependencies ?? {})) {
    const nested = join(folder, 'node_modules', name)
    const shared = join(root, 'node_modules', name)
    const chosen = [nested, shared].find(hasPackage)
    if (chosen) withDependencies(chosen, found)
  }
  return found
}

function hasPackage(folder: string): boolean {
  try {
    readPackage(folder)
    return true
  } catch {
    return false
  }
}

function noticeOf(folder: string): Notice {
  const { name = folder, version = '', license = '' } = readPackage(folder)
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|notice|copying)/i.test(each))
  return { name, version, licence: license, text: file ? readFileSync(join(folder, file), 'utf8').trim() : '' }
}

/**
 * Writes `notices.json` beside the bundles: the licences of all that is bundled into the page and of all that the main
 * process loads at run time. One instance serves all three builds; the page's build comes last and writes.
 */
export function thirdPartyNotices(): Plugin {
  const bundled = new Set<string>()
  return {
    name: 'third-party-notices',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        for (const file of Object.keys(chunk.modules)) {
          const folder = packageFolder(file)
          if (folder && hasPackage(folder)) bundled.add(folder)
        }
      }
    },
    writeBundle(options) {
      if (!options.dir?.endsWith('renderer')) return
      const loaded = Object.keys(readPackage(root).dependencies ?? {}).map((name) => join(root, 'node_modules', name))
      const folders = new Set(bundled)
      for (const folder of loaded) for (const each of withDependencies(folder)) folders.add(each)
      const notices = new Map([...folders].map(noticeOf).map((notice) => [`${notice.name} ${notice.version}`, notice]))
      for (const { name, licence, file } of DATA) {
        const text = readFileSync(join(root, 'resources/licences', file), 'utf8').trim()
        notices.set(name, { name, version: '', licence, text })
      }
      const sorted = [...notices.values()].toSorted((a, b) => a.name.localeCompare(b.name))
      writeFileSync(join(options.dir, '../notices.json'), JSON.stringify(sorted))
    }
  }
}
