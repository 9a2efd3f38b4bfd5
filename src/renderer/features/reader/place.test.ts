import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockAt, blockInSight, placeIn, samePlace, scrollTopFor } from './place.ts'
import type { ReadingView } from './place.ts'

/** A page of blocks in parts of `size`, under a head of 100 px, in a window of 600 px. */
function view(heights: number[], scrollTop: number, size = 4): ReadingView {
  let top = 100
  const blocks = heights.map((offsetHeight) => {
    const block = { offsetTop: top, offsetHeight }
    top += offsetHeight
    return block
  })
  const parts = blocks.map(({ offsetTop }, first) => ({ first, offsetTop })).filter(({ first }) => first % size === 0)
  return { blocks, parts, body: { offsetTop: 100, offsetHeight: top - 100 }, scrollTop, height: 600 }
}

test('the place at the top is the beginning', () => {
  expect(placeIn(view([300, 300, 300], 0))).toEqual({ block: 0, offset: 0, progress: 0 })
})

test('a place is a block and the pixels of it above the window', () => {
  expect(placeIn(view([300, 300, 900], 450))).toMatchObject({ block: 1, offset: 50 })
})

test('progress reaches 1 when the end of the text is in view', () => {
  expect(placeIn(view([1000], 500)).progress).toBe(1)
  expect(placeIn(view([1000], 250)).progress).toBe(0.5)
})

test('a text that fits is read to its end', () => {
  expect(placeIn(view([200], 0)).progress).toBe(1)
  expect(placeIn(view([], 0))).toEqual({ block: 0, offset: 0, progress: 1 })
})

test('going to a place and reading it again gives the same place', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 60 }),
      fc.nat(40_000),
      (h, y) => {
        const place = placeIn(view(h, y))
        const again = placeIn(view(h, scrollTopFor(view(h, 0), place)))
        const end = 100 + h.reduce((sum, height) => sum + height, 0)
        // Within the head and beyond the end there is no block to come back to.
        if (y > 100 && y < end) expect(samePlace(place, again)).toBe(true)
      }
    )
  )
})

test('a place stays in its block when the block has become shorter', () => {
  expect(scrollTopFor(view([300, 80, 900], 0), { block: 1, offset: 500, progress: 0.5 })).toBe(480)
})

test('a place beyond the last block is the last block', () => {
  expect(scrollTopFor(view([300, 300], 0), { block: 9, offset: 10, progress: 1 })).toBe(410)
})

test('the block at a height is found as by looking at each', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 50 }),
      fc.integer({ min: -50, max: 30_000 }),
      fc.integer({ min: 1, max: 60 }),
      (h, y, size) => {
        const { blocks, parts } = view(h, 0, size)
        const expected = Math.max(
          0,
          Array.from(blocks).findLastIndex((block) => block.offsetTop <= y)
        )
        expect(blockAt({ blocks, parts }, y)).toBe(expected)
      }
    )
  )
})

test('in sight is what stands in the upper part of the window, and at the end the last block', () => {
  const heights = [100, 100, 1000, 50, 50]
  expect(blockInSight(view(heights, 0))).toBe(0)
  expect(blockInSight(view(heights, 100))).toBe(1)
  expect(blockInSight(view(heights, 800))).toBe(4)
})
