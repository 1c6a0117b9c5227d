import { describe, expect, it } from 'vitest'
import { placeOf, type Screen } from './place.ts'

const desk: Screen = { id: 1, workArea: { x: 0, y: 25, width: 1920, height: 1055 } }
const left: Screen = { id: 2, workArea: { x: -1280, y: 0, width: 1280, height: 1024 } }
const nothing = { places: {}, display: null }
const place = (x: number, y: number, width = 800, height = 600) => ({ x, y, width, height, maximised: false })

describe('where the window opens', () => {
  it('is the middle of the first display when nothing is remembered, and no larger than that', () => {
    expect(placeOf([desk], nothing)).toEqual(place(240, 102, 1440, 900))
    const small: Screen = { id: 3, workArea: { x: 0, y: 0, width: 1024, height: 600 } }
    expect(placeOf([small], nothing)).toEqual(place(0, 0, 1024, 600))
  })
  it('is where it was on the display that it was on, and each display has its own', () => {
    const places = { 1: place(100, 100), 2: { ...place(-1200, 50), maximised: true } }
    expect(placeOf([desk, left], { places, display: '2' })).toEqual(places[2])
    expect(placeOf([desk, left], { places, display: '1' })).toEqual(places[1])
  })
  it('is on the first display when the one that it was on is gone', () => {
    const places = { 1: place(100, 100), 2: place(-1200, 50) }
    expect(placeOf([desk], { places, display: '2' })).toEqual(places[1])
    expect(placeOf([desk], { places: { 2: places[2] }, display: '2' })).toEqual(place(240, 102, 1440, 900))
  })
  it.each([
    ['above', place(100, -900), place(100, 25)],
    ['to the right', place(5000, 100), place(1120, 100)],
    ['below', place(100, 1070), place(100, 480)],
    ['larger than the display', place(-50, 0, 4000, 3000), place(0, 25, 1920, 1055)],
  ])('is brought back when it would lie %s', (_where, was, becomes) => {
    expect(placeOf([desk], { places: { 1: was }, display: '1' })).toEqual(becomes)
  })
})
