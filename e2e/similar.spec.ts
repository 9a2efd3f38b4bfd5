// Articles that are nearly the same: said above each, listed below it, gone with the other.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropFiles, expect, expectAxeClean, shot, test } from './app.ts'

const camp = join(import.meta.dirname, 'testdata/articles/process-camp.txt')
const TITLE = '先把补单的入口关掉：一次盘点差异的复盘'

test('a near copy is told and opened; in the trash it is told no more', async ({ folder, running: { page } }) => {
  const source = readFileSync(camp, 'utf8')
  const copy = join(folder, 'copy.txt')
  const withoutAdvert = source.slice(0, source.indexOf('<p>如果你还没有')) + '</div>'
  writeFileSync(copy, withoutAdvert.replace(TITLE, '补单复盘（转载）').replace('三个仓库', '四个仓库'))
  await dropFiles(page, [camp])
  await expect(page.getByText('已导入 1 篇')).toBeVisible()
  await dropFiles(page, [copy])
  await expect(page.getByText('已导入 1 篇').last()).toBeVisible()

  await page.evaluate(() => (location.hash = '#/library?entry=1'))
  const banner = page.locator('article.reader').getByRole('status').filter({ hasText: '几乎相同' })
  await expect(banner).toHaveText(/与《补单复盘（转载）》几乎相同/)
  const similar = page.getByRole('region', { name: '相似的文章' })
  await expect(similar.getByRole('button')).toHaveText(/补单复盘（转载）(8[5-9]|9\d|100)% 相同/)
  await expectAxeClean(page)
  await shot(page, 'similar')

  await banner.getByRole('button', { name: '打开那一篇' }).click()
  await expect(page.locator('.reader-title')).toHaveText('补单复盘（转载）')
  await expect(banner).toHaveText(new RegExp(`与《${TITLE}》几乎相同`))

  await page.evaluate(() => window.kb.entries.trash({ ids: [1] }))
  await expect(banner).toHaveCount(0)
  await expect(similar).toHaveCount(0)
})
