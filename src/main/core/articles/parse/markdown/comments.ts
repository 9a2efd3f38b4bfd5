const FENCE = /^(?:[ \t]|>)*(`{3,}|~{3,})/
const CODE_SPAN = /(`+)[^`\n]+?\1(?!`)/g

/**
 * Takes Obsidian's comments, `%%…%%`, out of Markdown, those in one line and those over several, but not what only looks
 * so in code; a comment without an end is text. `hidden` counts them.
 */
export function withoutComments(markdown: string): { markdown: string; hidden: number } {
  if (!markdown.includes('%%')) return { markdown, hidden: 0 }
  const marks = marksIn(markdown)
  const hidden = Math.floor(marks.length / 2)
  let kept = ''
  let from = 0
  for (let i = 0; i < hidden; i++) {
    const [open = 0, close = 0] = [marks[2 * i], marks[2 * i + 1]]
    kept += markdown.slice(from, open)
    from = close + 2
  }
  return { markdown: kept + markdown.slice(from), hidden }
}

/** Where `%%` stands outside of code. */
function marksIn(markdown: string): number[] {
  const marks: number[] = []
  let fence = ''
  let at = 0
  for (const line of markdown.split('\n')) {
    const mark = FENCE.exec(line)?.[1] ?? ''
    const inComment = marks.length % 2 === 1
    if (fence !== '') {
      if (mark.startsWith(fence) && line.replace(/[`~>\s]/g, '') === '') fence = ''
    } else if (mark !== '' && !inComment) fence = mark
    else if (line.includes('%%')) {
      const text = inComment ? line : line.replace(CODE_SPAN, (code) => ' '.repeat(code.length))
      for (const { index } of text.matchAll(/%%/g)) marks.push(at + index)
    }
    at += line.length + 1
  }
  return marks
}
