import { extname } from 'node:path'

// Known by their extension not to be articles; every other file is judged by its content.
const OTHER_TYPES = new Set(
  [
    'png jpg jpeg gif webp avif bmp ico svg heic heif tif tiff psd ai eps sketch fig xd raw cr2 nef',
    'mp3 m4a aac wav flac ogg opus wma mp4 m4v mov avi mkv webm wmv flv mpg mpeg',
    'doc dot dotx xls xlsx xlsm ppt pptx pps odt ods odp rtf pages numbers key wps et dps mobi azw3 djvu chm',
    'rar 7z gz tgz bz2 xz zst tar jar iso dmg pkg deb rpm apk msi cab',
    'exe dll so dylib bin app com bat cmd ps1 sh class o a lib wasm pyc lnk url webloc',
    'ttf otf woff woff2 eot',
    'db sqlite sqlite3 mdb accdb parquet pst',
    'json jsonl xml yml yaml toml ini cfg conf log lock map sql ics vcf opml plist canvas base',
    'js mjs cjs jsx ts tsx css scss less vue py rb go rs java kt swift c h cc cpp hpp cs php lua r ipynb',
    'eml msg mbox torrent tmp part crdownload swp bak'
  ].flatMap((line) => line.split(' '))
)

const SYSTEM_NAMES = new Set([
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  'icon\r',
  '__macosx',
  '$recycle.bin',
  'system volume information'
])

/** True for a file name whose extension says that it is no article: a picture, an office document, an archive, code. */
export const isOtherType = (name: string): boolean => OTHER_TYPES.has(extname(name).slice(1).toLowerCase())

/** True for what a file manager hides: dot files and the files that operating systems leave in folders. */
export const isHidden = (name: string): boolean => name.startsWith('.') || isSystemFile(name)

/** True for files that operating systems leave in folders, for example `Thumbs.db`. */
export const isSystemFile = (name: string): boolean => name === '.DS_Store' || SYSTEM_NAMES.has(name.toLowerCase())

const PAGE = /\.(?:x?html?|shtml)$/i

/** The names of web pages among the files of a folder, without their extension. */
export const savedPages = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.filter((name) => PAGE.test(name)).map((name) => name.replace(PAGE, '')))

/** True for the folder that a browser saves beside a page for its pictures, styles and scripts. */
export function belongsToPage(folder: string, pages: ReadonlySet<string>): boolean {
  const page = /^(.+)(?:_files|\.files)$/.exec(folder)?.[1]
  return page !== undefined && pages.has(page)
}
