import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ANGLES, AUTHORS, FEEDS, HEADINGS, SECTIONS, SENTENCES, TOPICS } from './phrases.ts'

/** A seeded source of numbers in [0, 1): mulberry32 (public domain, Tommy Ettinger). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const DAY_MS = 86_400_000
const PARAGRAPHS = 22

/**
 * Writes `count` invented articles in the form of a feed's files: front matter with its leading blank line, an HTML body
 * of about 8 KB, images, a quote, a list and a tail line. The same count gives the same bytes; no two titles are alike.
 */
export function generateCorpus(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true })
  const random = randomFrom(1)
  for (let index = 0; index < count; index++) {
    writeFileSync(join(folder, `${String(index).padStart(6, '0')}.md`), article(index, random))
  }
}

function article(index: number, random: () => number): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  const title = `${pick(TOPICS)}：${pick(ANGLES)}（${index + 1}）`
  const feed = pick(FEEDS)
  const author = pick(AUTHORS)
  const date = new Date(Date.UTC(2016, 0, 1) + Math.floor(random() * 3600) * DAY_MS).toUTCString()
  const paragraph = () => `<p>${pick(SENTENCES)}${pick(SENTENCES)}${pick(TOPICS)}也一样，${pick(SENTENCES)}</p>`
  const image = (n: number) =>
    `<p><img class="aligncenter" src="https://img.example.com/${index}/${n}.png" alt="${pick(TOPICS)}示意" width="800" height="450"></p>`

  const blocks = [`<blockquote><p>编辑导语：${pick(SENTENCES)}${pick(SENTENCES)}</p></blockquote>`, image(0)]
  for (let n = 1; n <= PARAGRAPHS; n++) {
    if (n % 7 === 1) blocks.push(`<h2 id="toc-${n}">${pick(HEADINGS)}</h2>`)
    blocks.push(
      n % 11 === 5 ? `<ul><li>${pick(SENTENCES)}</li><li><strong>${pick(TOPICS)}</strong></li></ul>` : paragraph()
    )
    if (n % 9 === 4) blocks.push(image(n))
  }
  blocks.push(`<p>本文由 @${author} 原创发布于${feed}，未经许可，禁止转载。</p>`)
  return `
---
title: '${title}'
categories: 
 - 新媒体
 - ${feed}
 - ${pick(SECTIONS)}
headimg: 'https://img.example.com/${index}/0.png'
author: ${feed}
comments: false
date: ${date}
thumbnail: 'https://img.example.com/${index}/0.png'
---

<div>   
${blocks.join('\n')}
</div>
            `
}
