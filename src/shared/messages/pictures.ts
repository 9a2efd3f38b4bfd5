import type { PictureFailure } from '../pictures.ts'
import { counted } from './text.ts'
import type { SameAs } from './text.ts'

/** Why a picture was not downloaded. */
const failures: Record<PictureFailure, string> = {
  not_found: '网站上已经没有这张图',
  forbidden: '网站不允许下载',
  host_error: '网站没有给出图片',
  unreachable: '连不上这个网站',
  timed_out: '等了太久，没有传完',
  too_large: '图片大于 10 MB 或 3 亿像素',
  not_a_picture: '传来的不是图片',
  private_address: '地址在本机或内部网络，没有请求',
  too_many_redirects: '网址跳转太多次'
}

const n = (count: number): string => count.toLocaleString('en')

export const zh = {
  failures,
  picture: '图片',
  download: '下载图片',
  retry: '再试一次',
  downloadCount: (count: number) => `下载 ${n(count)} 张图片`,
  pair: '从文件夹配图…',
  missing: (path: string) => `没有找到 ${path}`,
  missingPart: '来源里没有这张图',
  broken: '图片文件打不开，可以在“保管”里检查',
  nothingToDownload: '没有可以下载的图片',
  askTitle: (count: number) => `下载 ${n(count)} 张图片？`,
  askText: (hosts: number) =>
    `会向下面 ${n(hosts)} 个网站请求图片，它们会看到你的网络地址。不带 Cookie，也不说是从哪篇文章来的。只在你点下载时请求。`,
  askMore: (hosts: number) => `还有 ${n(hosts)} 个网站`,
  ofHost: (count: number) => `${n(count)} 张`,
  running: '正在下载图片',
  waiting: '等待中',
  stopping: '正在停下',
  progress: (done: number, total: number) => `${n(done)} / ${n(total)}`,
  downloaded: (count: number) => `已下载 ${n(count)} 张图片`,
  downloadedSome: (count: number, failed: number) => `已下载 ${n(count)} 张图片，${n(failed)} 张没有下载到`,
  downloadedNone: (failed: number) => `${n(failed)} 张图片没有下载到`,
  why: '看原因',
  failuresTitle: (count: number) => `${n(count)} 张图片没有下载到`,
  failuresMore: (count: number) => `还有 ${n(count)} 张`,
  openArticle: (title: string) => `打开《${title}》`,
  paired: (count: number, articles: number, unused: number) =>
    `${n(articles)} 篇文章配上了 ${n(count)} 张图片` + (unused > 0 ? `，${n(unused)} 个文件没有文章用到` : ''),
  pairedNone: (unused: number) => (unused > 0 ? `${n(unused)} 个图片文件都没有文章缺` : '这里没有图片文件'),
  open: (alt: string) => (alt ? `放大图片：${alt}` : '放大图片'),
  view: (at: number, total: number) => `图片 ${n(at)} / ${n(total)}`,
  previous: '上一张',
  next: '下一张',
  fit: '适应窗口',
  actualSize: '原始大小',
  close: '关闭',
  title: '图片',
  hint: '没有下载的图片只占一个位置，不会请求任何网站。',
  states: { stored: '已存下', remote: '未下载', failed: '没有下载到', missing: '文件没找到' },
  count: (count: number) => `${n(count)} 张`,
  pairHint: '选一个放图片的文件夹，按文件名配到缺图的文章里。'
}

export const en: SameAs<typeof zh> = {
  failures: {
    not_found: 'The site no longer has this picture',
    forbidden: 'The site does not allow the download',
    host_error: 'The site did not give the picture',
    unreachable: 'The site cannot be reached',
    timed_out: 'It took too long',
    too_large: 'Larger than 10 MB or 300 megapixels',
    not_a_picture: 'What came is no picture',
    private_address: 'The address is on this computer or its network; it was not asked',
    too_many_redirects: 'The address leads on too many times'
  },
  picture: 'Picture',
  download: 'Download pictures',
  retry: 'Try again',
  downloadCount: (count) => `Download ${counted(count, 'picture', 'pictures')}`,
  pair: 'Pair from a folder…',
  missing: (path) => `${path} was not found`,
  missingPart: 'The source does not have this picture',
  broken: 'The picture’s file cannot be opened; check it in Care',
  nothingToDownload: 'There are no pictures to download',
  askTitle: (count) => `Download ${counted(count, 'picture', 'pictures')}?`,
  askText: (hosts) =>
    `This asks ${counted(hosts, 'site', 'sites')} for pictures, and ${hosts === 1 ? 'it' : 'they'} will see your network address. No cookies are sent, nor which article it is for. Sites are asked only when you choose to download.`,
  askMore: (hosts) => `and ${counted(hosts, 'more site', 'more sites')}`,
  ofHost: (count) => counted(count, 'picture', 'pictures'),
  running: 'Downloading pictures',
  waiting: 'Waiting',
  stopping: 'Stopping',
  progress: (done, total) => `${n(done)} of ${n(total)}`,
  downloaded: (count) => `${counted(count, 'picture', 'pictures')} downloaded`,
  downloadedSome: (count, failed) => `${counted(count, 'picture', 'pictures')} downloaded, ${n(failed)} not`,
  downloadedNone: (failed) => `${counted(failed, 'picture was', 'pictures were')} not downloaded`,
  why: 'Why',
  failuresTitle: (count) => `${counted(count, 'picture was', 'pictures were')} not downloaded`,
  failuresMore: (count) => `and ${n(count)} more`,
  openArticle: (title) => `Open “${title}”`,
  paired: (count, articles, unused) =>
    `${counted(articles, 'article has', 'articles have')} got ${counted(count, 'picture', 'pictures')}` +
    (unused > 0 ? `; no article asks for ${counted(unused, 'file', 'files')}` : ''),
  pairedNone: (unused) =>
    unused > 0
      ? `No article lacks any of ${counted(unused, 'picture file', 'picture files')}`
      : 'There are no picture files here',
  open: (alt) => (alt ? `Enlarge picture: ${alt}` : 'Enlarge picture'),
  view: (at, total) => `Picture ${n(at)} of ${n(total)}`,
  previous: 'Previous',
  next: 'Next',
  fit: 'Fit window',
  actualSize: 'Actual size',
  close: 'Close',
  title: 'Pictures',
  hint: 'A picture that is not downloaded only keeps its place; no site is asked for it.',
  states: { stored: 'Stored', remote: 'On the web', failed: 'Failed', missing: 'Not found' },
  count: (count) => n(count),
  pairHint: 'Choose a folder with pictures: articles that lack them get them by file name.'
}
