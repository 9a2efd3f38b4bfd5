import { z } from 'zod'
import { EntryId } from './entries.ts'
import { call, event, job, Nothing } from './ipc.ts'

/** Why a picture could not be downloaded. Codes are stable; texts are in `messages/pictures.ts`. */
export const PictureFailure = z.enum([
  'not_found',
  'forbidden',
  'host_error',
  'unreachable',
  'timed_out',
  'too_large',
  'not_a_picture',
  'private_address',
  'too_many_redirects'
])
export type PictureFailure = z.infer<typeof PictureFailure>

/** `remote`: has an address on the web. `missing`: the source names a file or part that was not found. */
export const PictureState = z.enum(['stored', 'remote', 'failed', 'missing'])
export type PictureState = z.infer<typeof PictureState>

/** SHA-256 in hexadecimal: the name of a stored picture, which the page loads from `/asset/<sha256>`. */
const PictureHash = z.string().regex(/^[0-9a-f]{64}$/)

/** One picture of an article. Size in pixels as shown; null while it is not stored, and for drawings that have none. */
export const ArticlePicture = z.object({
  /** As the tree names it: an image's `src`, else its `srcRaw`. */
  src: z.string(),
  /** True when only the source's front matter names it. */
  cover: z.boolean(),
  state: PictureState,
  sha256: PictureHash.nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  failure: PictureFailure.nullable()
})
export type ArticlePicture = z.infer<typeof ArticlePicture>

/** Articles by id; null is all that are not in the trash. */
const Scope = z.object({ ids: z.array(EntryId).min(1).max(100_000).nullable() })

/** A picture that several articles have is counted with each. */
export const PictureCounts = z.record(PictureState, z.int())
export type PictureCounts = z.infer<typeof PictureCounts>

export const pictures = {
  counts: call(Scope, PictureCounts),
  /** What a download would ask for: how many pictures of which hosts, most first. */
  wanted: call(
    Scope,
    z.object({ pictures: z.int(), hosts: z.array(z.object({ host: z.string(), pictures: z.int() })) })
  ),
  /**
   * Asks the hosts for the pictures that are not stored, without cookies and referrer. Stops between two pictures; run
   * again, it goes on with what is left. `failed` counts those that have a reason in `failures` now.
   */
  download: job(Scope, z.object({ downloaded: z.int(), failed: z.int() }), { beside: true }),
  /** Pictures that the last download did not get, by article. */
  failures: call(
    Scope.extend({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200) }),
    z.object({
      total: z.int(),
      items: z.array(z.object({ entryId: EntryId, title: z.string(), src: z.string(), failure: PictureFailure }))
    })
  ),
  /**
   * Gives pictures that articles lack from the job's files and folders, by file name. `pictures` counts places that got
   * theirs, `unused` the files that no article asks for.
   */
  pair: job(Nothing, z.object({ pairing: z.int(), pictures: z.int(), articles: z.int(), unused: z.int() })),
  /** Takes back what the last `pair` gave, from the places that still have it. Gives 0 for another `pairing`. */
  unpair: call(z.object({ pairing: z.int() }), z.object({ pictures: z.int() })),
  /** The media type of a stored picture; `not_found` for anything else. */
  mediaType: call(z.object({ sha256: PictureHash }), z.string()),
  /** Articles got pictures, or a download of theirs failed. */
  changed: event(z.object({ ids: z.array(EntryId) }))
}
