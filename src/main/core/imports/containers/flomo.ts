import { flomoMemos } from '../../articles/index.ts'
import type { Container } from './container.ts'
import { textOf } from './text-source.ts'

/** An export of flomo: one page with all memos, each of which is a source. */
export const flomoContainer: Container = {
  extensions: ['html', 'htm'],
  nests: false,
  fits: (head) => head.includes('class="memo"') && head.includes('class="time"') && /flomo|浮墨/i.test(head.toString()),
  async list(source) {
    return flomoMemos(await textOf(source)).map(({ html, title, time, tags }, i) => {
      const name = `${String(i + 1).padStart(4, '0')} ${time.replace(/[/:\\!]/g, '.')}`
      const bytes = Buffer.from(html)
      const known = { title, tags, ...(time === '' ? {} : { publishedAt: time }) }
      return { path: name, refused: null, member: { name, size: bytes.length, read: async () => bytes, known } }
    })
  }
}
