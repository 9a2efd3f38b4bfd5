export function SearchPalette() { return null }
export function openPalette(): void {}
