import { createContext, useContext, useEffect } from 'react'
import type { ReactNode } from 'react'
import { languageOf, messagesFor } from '../shared/messages/index.ts'
import type { Settings } from '../shared/shell.ts'
import { failureText, LanguageProvider } from './i18n.tsx'
import { kb, queries, useAnswer } from './kb.ts'
import { showToast } from './ui/index.ts'

const SettingsContext = createContext<Settings | undefined>(undefined)

function platform(): string {
  if (navigator.userAgent.includes('Mac')) return 'mac'
  return navigator.userAgent.includes('Windows') ? 'win' : 'linux'
}

/** Reads the settings, applies language and theme to the page, and follows their changes. */
export function SettingsProvider({ children }: { children: ReactNode }) {
  const { data: settings } = useAnswer('shell.settings', kb.shell.settings, null)

  useEffect(() => kb.shell.settingsChanged((changed) => queries.setQueryData(['shell', 'settings', null], changed)), [])
  useEffect(() => {
    if (!settings) return
    const { documentElement } = document
    documentElement.lang = settings.language
    documentElement.dataset['platform'] = platform()
    if (settings.theme === 'system') delete documentElement.dataset['theme']
    else documentElement.dataset['theme'] = settings.theme
  }, [settings])

  if (!settings) return null
  return (
    <SettingsContext value={settings}>
      <LanguageProvider language={settings.language}>{children}</LanguageProvider>
    </SettingsContext>
  )
}

/** The app's settings on this machine. */
export function useSettings(): Settings {
  const settings = useContext(SettingsContext)
  if (!settings) throw new Error('useSettings needs a SettingsProvider')
  return settings
}

/** Changes settings. They are in force at once; that they could not be kept for the next start is told. */
export async function changeSettings(change: Partial<Omit<Settings, 'libraryFolder'>>): Promise<void> {
  const result = await kb.shell.updateSettings(change)
  if (result.ok) return
  const messages = messagesFor(languageOf(document.documentElement.lang))
  showToast({ kind: 'error', text: failureText(messages, result.error) })
}
