// What a hostile file may try, imported through the app itself: nothing runs, nothing leaves, nothing opens.
import type { Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropFiles, expect, test } from './app.ts'

const BODY = `
<p id="root">开头一段。<script>window.broken = 'script'</script></p>
<script src="https://evil.example/x.js"></script>
<p><img src="https://evil.example/pixel.png" srcset="https://evil.example/2x.png 2x" onerror="window.broken = 'onerror'" width="300" height="200" alt="漏斗"></p>
<p><img src="data:image/svg+xml,<svg onload=alert(1)>"><img src="\\\\evil.example\\share\\a.png"><img src="file:///etc/passwd"></p>
<p><a href="javascript:window.broken='link'">脚本链接</a> <a href=" jAvA&#10;script:window.broken='link'">变形的脚本链接</a>
<a href="data:text/html,<script>1</script>">数据链接</a> <a href="\\\\evil.example\\share">共享链接</a>
<a href="file:///etc/passwd">文件链接</a> <a href="https://example.com/fine" target="_blank" onclick="window.broken='onclick'">网页链接</a>
<a href="http://example.com/plain">不加密的链接</a></p>
<style>@import url(https://evil.example/a.css); body { background: url(https://evil.example/bg.png) } .rail { display: none }</style>
<link rel="stylesheet" href="https://evil.example/b.css"><link rel="preload" as="image" href="https://evil.example/c.png">
<meta http-equiv="refresh" content="0; url=https://evil.example/"><base href="https://evil.example/">
<iframe src="https://evil.example/"></iframe><object data="https://evil.example/o"></object><embed src="https://evil.example/e">
<video src="https://evil.example/v.mp4" autoplay poster="https://evil.example/p.png"></video><audio src="https://evil.example/a.mp3"></audio>
<form action="https://evil.example/"><input autofocus onfocus="window.broken='focus'"><button>提交</button></form>
<svg onload="window.broken='svg'"><script>window.broken='svg script'</script><a xlink:href="javascript:1"><text>图</text></a></svg>
<math><mtext><table><mglyph><style><img src=x onerror="window.broken='mxss'"></style></mglyph></table></mtext></math>
<p style="background: url(https://evil.example/s.png); position: fixed; inset: 0">铺满窗口的一段。</p>
<details ontoggle="window.broken='toggle'" open><summary>展开</summary><p>折叠的一段。</p></details>
<div onmouseover="window.broken='mouse'"><p>最后一段。</p></div>
`
const FILES = {
  'hostile.html': `<!doctype html><html><head><title>坏文章</title></head><body>${BODY}</body></html>`,
  'hostile.md': `# 坏文章二\n\n[脚本](javascript:window.broken=1) ![图](https://evil.example/md.png)\n\n${BODY}`,
  'hostile-feed.txt': `\n---\ntitle: '坏文章<img src=x onerror=window.broken=1>'\ncategories: \n - 新媒体\n - <b onmouseover=1>站</b>\nauthor: 站\ndate: Thu, 11 May 2023 00:00:00 GMT\n---\n\n<div>   ${BODY}</div>\n`
}

/** Requests of the page, and what main saw of them. */
async function watch(page: Page): Promise<string[]> {
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  return requests
}

for (const [name, content] of Object.entries(FILES)) {
  test(`${name} is read without running, loading or opening anything`, async ({ running: { app, page }, folder }) => {
    const requests = await watch(page)
    await app.evaluate(({ shell }) => {
      Reflect.set(globalThis, 'opened', [])
      shell.openExternal = async (url) => void (Reflect.get(globalThis, 'opened') as string[]).push(url)
    })
    const violations: string[] = []
    await page.exposeFunction('tellViolation', (directive: string) => violations.push(directive))
    await page.evaluate(() =>
      document.addEventListener('securitypolicyviolation', (event) => {
        ;(Reflect.get(window, 'tellViolation') as (directive: string) => void)(event.effectiveDirective)
      })
    )
    const file = join(folder, name)
    writeFileSync(file, content)
    await dropFiles(page, [file])
    await expect(page.getByText('已导入 1 篇')).toBeVisible()
    await page.getByRole('button', { name: '打开', exact: true }).click()
    const text = page.locator('.read').last()
    await expect(text).toContainText('开头一段。')
    await expect(text).toContainText('最后一段。')
    await text.getByText('最后一段。').hover()

    const forbidden = 'script,style,link,iframe,object,embed,video,audio,form,input,svg:not(.ic),math,base,meta,img'
    await expect(text.locator(forbidden)).toHaveCount(0)
    const attributes = await text.evaluate((root) =>
      [...root.querySelectorAll('*')].flatMap((element) => element.getAttributeNames())
    )
    expect(attributes.filter((each) => each.startsWith('on') || each === 'srcset' || each === 'src')).toEqual([])
    expect(await text.locator('#root').count()).toBe(0)
    for (const link of ['脚本链接', '变形的脚本链接', '数据链接', '共享链接', '文件链接']) {
      await expect(text.getByRole('link', { name: link, exact: true })).toHaveCount(0)
    }

    await text.getByRole('link', { name: '网页链接' }).click()
    await text.getByRole('link', { name: '网页链接' }).click({ button: 'middle' })
    await text.getByRole('link', { name: '不加密的链接' }).click()
    await expect(page.getByText(/只打开 https 和邮件链接/).first()).toBeVisible()
    await page.waitForTimeout(300)
    expect(await app.evaluate(() => Reflect.get(globalThis, 'opened') as string[])).toEqual([
      'https://example.com/fine',
      'https://example.com/fine'
    ])
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(await page.evaluate(() => 'broken' in window)).toBe(false)
    // Nothing even had to be refused: no element of the page asked for anything.
    expect(violations).toEqual([])
    const origin = new URL(page.url()).origin
    expect(requests.filter((url) => new URL(url).origin !== origin)).toEqual([])
    await expect(page.getByRole('navigation', { name: '房间' })).toBeVisible()
  })
}
