// Files that are no plain text, and files that hold others.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { testZip } from '../src/main/core/testing-zip.ts'
import { confirmImport, dropFiles, dropFolder, expect, expectAxeClean, launch, shot, test } from './app.ts'

const note = (title: string, content: string): string =>
  `<note><title>${title}</title><content><![CDATA[<en-note>${content}</en-note>]]></content><created>20220130T081500Z</created><tag>仓库</tag></note>`

/** An archive as Windows in China writes it, with names in GBK, and a notebook in it. */
function archive(folder: string): string {
  const path = join(folder, '旧电脑.zip')
  const notebook = `<?xml version="1.0" encoding="UTF-8"?><en-export>${note('盘点', '<div>先数货架，再看系统。</div><div><en-todo checked="true"/>北仓</div>')}${note('差异', '<div><en-crypt hint="老地方">AAAA</en-crypt></div>')}</en-export>`
  const entries = [
    {
      name: Buffer.from('b2fac6b7b1cabcc72fd0e8c7f3c6c0c9f32e6d64', 'hex'),
      data: '# 需求评审\n\n先问为什么要做，再问做成什么样。\n'
    },
    { name: 'notebook.enex', data: notebook },
    { name: 'secret.md', data: 'x', flags: 1 }
  ]
  writeFileSync(path, testZip(entries))
  return path
}

test('an archive is imported file by file, and every file is on the receipt', async ({ folder }) => {
  const { app, page } = await launch({ userData: join(folder, 'settings'), library: join(folder, 'library') })
  await expect(page.getByRole('navigation', { name: '房间' })).toBeVisible()
  await dropFiles(page, [archive(folder)])
  await confirmImport(page)
  const receipt = page.getByRole('dialog', { name: '已导入 3 篇' })
  await expect(receipt).toBeVisible()
  const files = receipt.getByRole('listitem')
  await expect(files).toHaveText([/secret\.md\s*有密码保护，去掉密码后再导入/])
  await receipt.getByRole('tab', { name: /导入/ }).click()
  await expect(files).toHaveText([/notebook\.enex › 0001 盘点/, /notebook\.enex › 0002 差异/, /需求评审\.md/])
  await shot(page, 'import-archive-light')
  await receipt.getByRole('button', { name: '打开《盘点》' }).click()
  await expect(page.getByRole('treeitem', { name: 'notebook 2' })).toBeVisible()
  const reader = page.getByRole('article')
  await expect(reader).toContainText('先数货架，再看系统。')
  await expect(reader.getByRole('checkbox')).toBeChecked()
  await app.close()
})

/** A vault as Obsidian keeps it. */
function vault(folder: string): string {
  const root = join(folder, '产品笔记')
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const steps = Array.from({ length: 30 }, (_, i) => `第 ${i + 1} 步：记下这一步走了多少人。`)
  write('.obsidian/app.json', '{}')
  write('首页.md', '# 首页\n\n先读 [[漏斗分析#口径|漏斗的口径]]，再补 [[竞品拆解]]。\n')
  write(
    '方法/漏斗分析.md',
    `看人在哪一步走掉。\n\n${steps.join('\n\n')}\n\n## 口径\n\n> [!tip]- 怎么定\n> 写成一句话。\n`
  )
  return root
}

test('a wikilink of a vault opens its note, which says what links to it', async ({ folder }) => {
  const { app, page } = await launch({ userData: join(folder, 'settings'), library: join(folder, 'library') })
  await expect(page.getByRole('navigation', { name: '房间' })).toBeVisible()
  await dropFolder(page, [vault(folder)])
  await confirmImport(page)
  const receipt = page.getByRole('dialog', { name: '已导入 2 篇' })
  await receipt.getByRole('tab', { name: /导入/ }).click()
  await receipt.getByRole('button', { name: '打开《首页》' }).click()
  const home = page.getByRole('article', { name: '首页' })
  await expect(home.getByTitle('资料库里没有“竞品拆解”')).toHaveText('竞品拆解')
  await expectAxeClean(page)
  await shot(page, 'reader-links-light')

  await home.getByRole('link', { name: '漏斗的口径' }).press('Enter')
  const note = page.getByRole('article', { name: '漏斗分析' })
  await expect(note.getByRole('heading', { name: '口径' })).toBeInViewport()
  await expect(note.getByText('怎么定')).toBeVisible()
  await shot(page, 'reader-linked-light')
  await note.getByRole('region', { name: '链接到这里的文章' }).getByRole('button', { name: '首页' }).click()
  await expect(home).toBeVisible()
  await app.close()
})
