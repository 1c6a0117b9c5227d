// What the person opens with Holdfast from outside, or drops on its window, on its way to the feature that takes it. It has no screen of its own.
export { startDrops } from './dropped.ts'
export { OpenedAtGate, OpenedInVault, putOpened } from './opened.tsx'
