/** Where the page loads a stored picture from: its own origin, but for a page that the development server serves. */
export const pictureUrl = (sha256: string): string => `${import.meta.env.DEV ? 'app://gengdu' : ''}/asset/${sha256}`
