/** Simplified radicals that Unicode does not call equal to the characters they look like. */
const RADICALS = new Map(
  Array.from(
    '⺟母⺠民⺫目⺮竹⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟'.matchAll(
      /(.)(.)/gu
    ),
    ([, radical = '', character = '']): [string, string] => [radical, character]
  )
)

/**
 * Characters as people type them: fonts share glyphs, and many programs then write the radical ⽼ for 老 and one ligature
 * for fi, which no search would find.
 */
export function typedCharacters(text: string): string {
  return text
    .replace(/[\u2e80-\u2eff]/g, (character) => RADICALS.get(character) ?? character)
    .replace(/[\u2f00-\u2fdf\ufb00-\ufb06\uf900-\ufaff]/g, (character) => character.normalize('NFKC'))
}
