import { useEffect, useRef, useState } from 'react'
import { useMessages } from '../../i18n.tsx'
import { Icon, IconButton } from '../../ui/index.ts'
import type { FindQuery } from './use-find-query.ts'
import type { Find } from './use-find.ts'

interface FindBarProps {
  find: Find
  asked: FindQuery
}

/** The words that are marked and which of their places is in view, with the way to the others; nothing while none are. */
export function FindBar({ find, asked }: FindBarProps) {
  const t = useMessages().articles
  const input = useRef<HTMLInputElement>(null)
  const { text, change, close } = asked
  /** What an input method is still composing. */
  const [composed, setComposed] = useState<string | null>(null)
  const { total, current, step } = find

  useEffect(() => {
    if (asked.asked > 0) input.current?.select()
  }, [asked.asked])

  if (text === null) return null
  function onKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && event.target === input.current) step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the field and buttons in it
    <div className="find-bar" role="search" onKeyDownCapture={onKeyDown}>
      <Icon name="search" size={14} />
      <input
        ref={input}
        aria-label={t.find}
        placeholder={t.find}
        value={composed ?? text}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          const { nativeEvent, target } = event
          if (nativeEvent instanceof InputEvent && nativeEvent.isComposing) setComposed(target.value)
          else change(target.value)
        }}
        onCompositionEnd={(event) => {
          setComposed(null)
          change(event.currentTarget.value)
        }}
      />
      <span className="t3" role="status">
        {total > 0 ? t.hitCount(current + 1, total) : asked.query !== '' && (asked.isSearch ? t.noHits : t.notFound)}
      </span>
      <span className="grow" />
      {total > 1 && (
        <>
          <IconButton icon="left" label={t.previousHit} shortcut="Shift F3" onClick={() => step(-1)} />
          <IconButton icon="right" label={t.nextHit} shortcut="F3" onClick={() => step(1)} />
        </>
      )}
      <IconButton icon="x" label={t.endSearch} onClick={close} />
    </div>
  )
}
