import type { Messages } from '../../../shared/messages/index.ts'
import type { Settings } from '../../../shared/shell.ts'
import { everything, go } from '../../route.ts'
import { changeSettings } from '../../settings.tsx'
import { pickAndImport } from '../imports/index.tsx'
import { createNote } from '../notes/index.tsx'
import type { Command } from './options.ts'

/** What the palette can do, in its order. With a query, a note of that title can be made. */
export function commandsFor(t: Messages, settings: Settings, query: string): Command[] {
  const { search, shell } = t
  const isMac = document.documentElement.dataset['platform'] === 'mac'
  const key = (letter: string) => (isMac ? `⌘${letter}` : `Ctrl ${letter}`)
  const title = query.trim().slice(0, 200)
  const themes: Command[] = (['light', 'dark', 'system'] as const)
    .filter((theme) => theme !== settings.theme)
    .map((theme) => ({
      id: `theme-${theme}`,
      icon: 'sun',
      label: { light: search.lightTheme, dark: search.darkTheme, system: search.systemTheme }[theme],
      aliases: `theme ${theme} 主题 外观`,
      run: () => void changeSettings({ theme })
    }))

  const newNote: Command = {
    id: 'new-note',
    icon: 'pen',
    ...(title ? { label: search.newNoteNamed(title) } : { label: search.newNote, shortcut: key('N') }),
    aliases: 'new note 新建笔记',
    run: () => void createNote(title)
  }
  const others: Command[] = [
    {
      id: 'import-files',
      icon: 'import',
      label: search.importFiles,
      shortcut: key('O'),
      aliases: 'import files 导入文件',
      run: () => pickAndImport('files')
    },
    {
      id: 'import-folder',
      icon: 'folder',
      label: search.importFolder,
      aliases: 'import folder 导入文件夹',
      run: () => pickAndImport('folder')
    },
    {
      id: 'library',
      icon: 'library',
      label: search.goTo(shell.library),
      shortcut: key('1'),
      aliases: 'library 资料库',
      run: () => go({ room: 'library', filter: everything, entry: null, query: '' })
    },
    {
      id: 'plans',
      icon: 'plan',
      label: search.goTo(shell.plans),
      shortcut: key('2'),
      aliases: 'plans 计划',
      run: () => go({ room: 'plans', plan: null })
    },
    {
      id: 'imports',
      icon: 'import',
      label: search.goTo(shell.imports),
      aliases: 'import receipts 导入记录',
      run: () => go({ room: 'imports', batch: null })
    },
    {
      id: 'care',
      icon: 'shield',
      label: search.goTo(shell.care),
      shortcut: key(','),
      aliases: 'care settings backup 保管 设置 备份',
      run: () => go({ room: 'care' })
    },
    ...themes,
    {
      id: 'language',
      icon: 'globe',
      label: search.otherLanguage,
      aliases: 'language english chinese 语言 中文 英文',
      run: () => void changeSettings({ language: settings.language === 'en' ? 'zh-CN' : 'en' })
    }
  ]
  // A note can be named anything, so what was meant by name comes before it.
  return title ? [...others, newNote] : [newNote, ...others]
}
