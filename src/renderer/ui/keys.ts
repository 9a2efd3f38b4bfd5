/** How a key with Ctrl, or ⌘ on a Mac, is written in menus and hints. */
export const commandKey = (key: string): string => (navigator.userAgent.includes('Mac') ? `⌘${key}` : `Ctrl ${key}`)
