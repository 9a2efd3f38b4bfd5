import { counted, numbered } from './text.ts'
import type { SameAs } from './text.ts'

export const zh = {
  tags: '标签',
  addTag: '加标签',
  findTag: '查找或新建标签',
  createTag: (name: string) => `新建标签“${name}”`,
  removeTag: (name: string) => `取下标签“${name}”`,
  noTag: '没有这样的标签',
  tagged: (name: string, n: number) => `已给 ${numbered(n, '篇')}加上“${name}”`,
  untagged: (name: string, n: number) => `已从 ${numbered(n, '篇')}取下“${name}”`,
  tagInvalid: '标签不能含逗号、# 和换行，最多 80 个字',
  category: '分类',
  chooseCategory: '放入分类',
  findCategory: '查找或新建分类',
  createCategory: (name: string) => `新建分类“${name}”`,
  noCategory: '不归类',
  noSuchCategory: '没有这样的分类',
  moved: (name: string, n: number) => `已把 ${numbered(n, '篇')}移到“${name}”`,
  movedOut: (n: number) => `已把 ${numbered(n, '篇')}移出分类`,
  moreMatches: (n: number) => `还有 ${numbered(n, '项')}，再输入几个字`
}

export const en: SameAs<typeof zh> = {
  tags: 'Tags',
  addTag: 'Add tag',
  findTag: 'Find or create a tag',
  createTag: (name) => `Create tag “${name}”`,
  removeTag: (name) => `Remove tag “${name}”`,
  noTag: 'No such tag',
  tagged: (name, n) => `Added “${name}” to ${counted(n, 'entry', 'entries')}`,
  untagged: (name, n) => `Removed “${name}” from ${counted(n, 'entry', 'entries')}`,
  tagInvalid: 'A tag has no commas, # or line breaks, and at most 80 characters',
  category: 'Category',
  chooseCategory: 'Put in a category',
  findCategory: 'Find or create a category',
  createCategory: (name) => `Create category “${name}”`,
  noCategory: 'No category',
  noSuchCategory: 'No such category',
  moved: (name, n) => `Moved ${counted(n, 'entry', 'entries')} to “${name}”`,
  movedOut: (n) => `Took ${counted(n, 'entry', 'entries')} out of categories`,
  moreMatches: (n) => `${counted(n, 'more', 'more')}; type to narrow`
}
