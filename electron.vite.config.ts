import { defineConfig } from 'electron-vite'
import renderer from './renderer/vite.config.ts'

export default defineConfig({ renderer })
