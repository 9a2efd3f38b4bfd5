import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { messagesFor } from '../shared/messages/index.ts'
import type { Messages } from '../shared/messages/index.ts'
import type { AppError } from '../shared/result.ts'
import type { Failure } from '../shared/result.ts'
import type { Language } from '../shared/shell.ts'

const LanguageContext = createContext<Language>('zh-CN')

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>
}

export const useLanguage = (): Language => useContext(LanguageContext)

/** The texts of the current language. */
export const useMessages = (): Messages => messagesFor(useLanguage())

/** What to tell the user about a failure. */
export function failureText(messages: Messages, failure: Failure | AppError | Error): string {
  if (!('key' in failure)) return messages.errors.internal({ message: failure.message })
  return messages.errors[failure.key](failure.details)
}
