import { expect, it } from 'vitest'
import { environmentOf } from './environment.ts'

const secrets = {
  HOLDFAST_PASSPHRASE: 'four crows',
  HOLDFAST_HOME: '/home',
  NODE_OPTIONS: '--inspect',
  ELECTRON_RUN_AS_NODE: '1',
  LD_PRELOAD: '/tmp/x.so',
  AWS_SECRET_ACCESS_KEY: 'secret',
  GITHUB_TOKEN: 'secret',
  CHROME_LOG_FILE: '/tmp/log',
  SSLKEYLOGFILE: '/tmp/keys',
  X: undefined,
}
const given = { ...secrets, PATH: '/bin', TMPDIR: '/tmp', HOME: '/home/someone', TZ: 'Asia/Tokyo', DISPLAY: ':0' }

it('is what is named for a kind of process, and no secret', () => {
  expect(environmentOf('disposable', given)).toEqual({ PATH: '/bin', TMPDIR: '/tmp' })
  expect(environmentOf('holdfast', given)).toEqual({
    PATH: '/bin',
    TMPDIR: '/tmp',
    HOME: '/home/someone',
    TZ: 'Asia/Tokyo',
  })
  expect(environmentOf('program', given)).toEqual({
    PATH: '/bin',
    TMPDIR: '/tmp',
    HOME: '/home/someone',
    TZ: 'Asia/Tokyo',
    DISPLAY: ':0',
  })
})
