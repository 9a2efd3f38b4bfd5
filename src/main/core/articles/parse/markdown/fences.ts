/** The opening of a code block; with a backtick further on it is code within a line. */
export const FENCE = /^ {0,3}(`{3,}(?![^\n]*`)|~{3,})/

/** Whether a line without white space at its end closes the code block that `fence` opened. */
export function closesFence(line: string, fence: string): boolean {
  const mark = FENCE.exec(line)?.[1]
  return mark !== undefined && mark.startsWith(fence) && line.trimStart() === mark
}
