// Who may import whom (docs: CONTRIBUTING.md, "The rooms"). Every rule here has a planted violation under
// tests/architecture/planted that a test expects to be caught by its name.

/**
 * The rooms of the core, from the foundation up: a room imports only those before it in this list. What comes from
 * outside is parsed in readers; record, intake, casework, imports, overview and release are wings of rooms.
 */
export const rooms = [
  'readers',
  'record/entries',
  'record/vault',
  'record/ledger',
  'record/members',
  'record/handling',
  'record/history',
  'record/anchors',
  'record/backups',
  'print',
  'sign',
  'intake/templates',
  'intake/reports',
  'casework/cases',
  'casework/subjects',
  'casework/exhibits',
  'casework/custody',
  'casework/notebook',
  'casework/interviews',
  'casework/tasks',
  'casework/decisions',
  'casework/communications',
  'casework/travel',
  'casework/assessments',
  'casework/closure',
  'casework/assertions',
  'imports',
  'evidence',
  'overview/due',
  'overview/case-file',
  'overview/as-of',
  'release/packet',
  'release/ledger-file',
  'release/retention',
  'audit',
]

/**
 * The floors of the window, from the foundation up: what a window knows of its vault and its keys, what screens are made
 * of, the editor of notes, the features, and the shell that puts them together.
 */
export const floors = ['session', 'ui', 'editor', 'features', 'shell']

/** The features of the window, from the foundation up, as the rooms of the core are: one uses those before it in this list. */
export const features = [
  'handling',
  'evidence',
  'custody',
  'exhibits',
  'subjects',
  'communications',
  'decisions',
  'assessments',
  'closure',
  'assertions',
  'notebook',
  'tasks',
  'travel',
  'retention',
  'exchange',
  'packet',
  'report-form',
  'opened',
  'intake',
  'cases',
  'ledger',
  'computer',
  'vault',
  'members',
  'settings',
]

const any = (names) => `(?:${names.join('|')})`
const test = '\\.test\\.tsx?$'
const ours = '^(?:shared|electron|renderer|bin|scripts|tests)/'
const electron = '(?:^|/)node_modules/electron/|^electron$'
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    // shared: runs anywhere
    forbid(
      'shared-runs-anywhere',
      'shared runs in Node, in a window and in a page: no Node module, no electron.',
      { path: '^shared/', pathNot: test },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'shared-imports-shared-only',
      'shared is below everything else of ours.',
      { path: '^shared/', pathNot: test },
      { path: ours, pathNot: '^shared/' },
    ),
    forbid(
      'kernel-imports-nothing',
      'shared/kernel is the floor: not even a package.',
      { path: '^shared/kernel/', pathNot: test },
      { pathNot: '^shared/kernel/' },
    ),
    forbid(
      'contract-imports-kernel-only',
      'The contract says what can be asked; formats of the ledger and the packet are not its business.',
      { path: '^shared/contract/', pathNot: test },
      { path: '^shared/', pathNot: '^shared/(?:contract|kernel)/' },
    ),
    forbid(
      'formats-stand-without-contract',
      'A reader of the ledger, of a sealed report or of an update needs the kernel, a reader of a packet the kernel and the ledger; none needs our calls.',
      { path: '^shared/(?:ledger|packet|report-form|update)/', pathNot: test },
      { path: '^shared/contract/' },
    ),
    forbid(
      'entries-stand-alone',
      'What is recorded has a form of its own: whoever edits what a call takes does not edit the record.',
      { path: '^electron/core/(?:record/entries/|.*/entries\\.ts$)', pathNot: test },
      { path: '^shared/contract/' },
    ),
    forbid(
      'ledger-before-packet',
      'The packet carries proofs of the ledger; the ledger knows of no packet.',
      { path: '^shared/ledger/', pathNot: test },
      { path: '^shared/packet/' },
    ),

    // core: plain Node
    forbid(
      'core-knows-no-host',
      'The core is what every host opens; it reaches the world by ports.ts only.',
      { path: '^electron/core/', pathNot: test },
      { path: '^(?:electron/(?:hosts|preload)|renderer|bin|scripts|tests)/' },
    ),
    forbid(
      'rooms-are-listed',
      'A new room takes its place in the list at the top of this file first.',
      {},
      { path: `^electron/core/(?!${any(rooms)}/)[^/]+/` },
    ),
    ...rooms
      .slice(0, -1)
      .map((room, at) =>
        forbid(
          `${room}-imports-upwards`,
          `${room} comes before ${rooms.slice(at + 1).join(', ')}: they import it, never the reverse.`,
          { path: `^electron/core/${room}/`, pathNot: test },
          { path: `^electron/core/${any(rooms.slice(at + 1))}/` },
        ),
      ),
    forbid(
      'rooms-through-index',
      'What a room does not say in its index.ts is its own; what runs in a reader has a door of its own.',
      {
        path: `^electron/core/(${rooms.join('|')}|[^/]+\\.ts$)`,
        pathNot: [test, `^electron/core/(?:${any(rooms)}/reading/|reader-child\\.ts$)`, '/testing/'],
      },
      {
        path: `^electron/core/${any(rooms)}/`,
        pathNot: ['^electron/core/$1/', `^electron/core/${any(rooms)}/index\\.ts$`],
      },
    ),
    forbid(
      'reader-sees-no-vault',
      'What parses a file from outside gets, of all that is below it, the plain cryptography and the opening of files alone.',
      { path: `^electron/core/(?:(${rooms.join('|')})/reading/|reader-child\\.ts$)`, pathNot: test },
      {
        path: '^electron/core/[^/]+/',
        pathNot: [
          '^electron/core/$1/',
          `^electron/core/${any(rooms)}/reading/`,
          '^electron/core/readers/index\\.ts$',
          '^electron/core/record/vault/(?:crypto|regular|steady|blobs/plain)\\.ts$',
        ],
      },
    ),
    forbid(
      'rooms-know-ports-only',
      'app.ts puts the rooms together; a room sees of the top floor the ports alone.',
      { path: '^electron/core/[^/]+/', pathNot: test },
      { path: '^electron/core/[^/]+\\.ts$', pathNot: '^electron/core/ports\\.ts$' },
    ),

    // hosts, preload, renderer
    forbid(
      'electron-in-desktop-only',
      'Everything but the desktop host runs, and is tested, without Electron.',
      { pathNot: '^(?:electron/(?:hosts/desktop|preload)/|scripts/electron/default-app\\.mjs$)' },
      { path: electron },
    ),
    forbid(
      'desktop-is-closed',
      'Importing the desktop host brings Electron with it.',
      { pathNot: '^electron/hosts/desktop/' },
      { path: '^electron/hosts/desktop/' },
    ),
    forbid(
      'hosts-use-the-door',
      'A host opens the core by app.ts and serves it through ports.ts.',
      { path: '^electron/hosts/', pathNot: test },
      { path: '^electron/core/', pathNot: '^electron/core/(?:app|ports)\\.ts$' },
    ),
    forbid(
      'hosts-load-what-was-built',
      'A window loads the built renderer as files; no host imports its source.',
      { path: '^electron/', pathNot: test },
      { path: '^renderer/' },
    ),
    forbid(
      'preload-imports-shared-only',
      'A sandboxed preload has electron and what is bundled from shared.',
      { path: '^electron/preload/', pathNot: test },
      { pathNot: ['^electron/preload/', '^shared/', electron] },
    ),
    forbid(
      'renderer-imports-shared-only',
      'The window is hostile ground: it asks through the contract and holds nothing of the core.',
      { path: '^renderer/', pathNot: test },
      { path: ours, pathNot: '^(?:renderer|shared)/' },
    ),
    forbid(
      'renderer-without-node',
      'There is no Node in a window.',
      { path: '^renderer/', pathNot: test },
      { dependencyTypes: ['core'] },
    ),
    ...floors
      .slice(0, -1)
      .map((floor, at) =>
        forbid(
          `window-${floor}-imports-upwards`,
          `${floor} comes before ${floors.slice(at + 1).join(', ')}: they import it, never the reverse.`,
          { path: `^renderer/${floor}/`, pathNot: test },
          { path: `^renderer/(?:${any(floors.slice(at + 1))}/|main\\.tsx$)` },
        ),
      ),
    forbid(
      'window-features-are-listed',
      'A new feature of the window takes its place in the list at the top of this file first.',
      {},
      { path: `^renderer/features/(?!${any(features)}/)[^/]+/` },
    ),
    ...features
      .slice(0, -1)
      .map((feature, at) =>
        forbid(
          `window-${feature}-imports-upwards`,
          `${feature} comes before ${features.slice(at + 1).join(', ')}: they use it, never the reverse.`,
          { path: `^renderer/features/${feature}/`, pathNot: test },
          { path: `^renderer/features/${any(features.slice(at + 1))}/` },
        ),
      ),
    forbid(
      'window-features-through-index',
      'What a feature of the window does not say in its index.ts is its own.',
      { path: '^renderer/(?:features/([^/]+)/|shell/|main\\.tsx$)', pathNot: test },
      {
        path: '^renderer/features/[^/]+/',
        pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/index\\.ts$'],
      },
    ),
    forbid(
      'window-manifest-knows-no-feature',
      'What all features share is above none of them.',
      { path: '^renderer/features/[^/]+\\.tsx?$', pathNot: test },
      { path: '^renderer/features/[^/]+/' },
    ),

    // everywhere
    forbid('no-cycles', 'Two files that import each other are one file in two places.', {}, { circular: true }),
    forbid(
      'no-orphans',
      'A file that imports nothing and that nobody imports. (What no entry point reaches is found by knip.)',
      { orphan: true, pathNot: [test, '\\.d\\.ts$', '^tests/', '^scripts/', 'config\\.(?:ts|mjs)$'] },
      {},
    ),
    forbid(
      'product-without-development-tools',
      'What only developers install is not there when a person runs the product.',
      { path: '^(?:shared|electron|renderer|bin)/', pathNot: [test, 'vite\\.config\\.ts$'] },
      { dependencyTypes: ['npm-dev'], pathNot: [electron, '(?:^|/)node_modules/@types/'] },
    ),
    forbid(
      'packages-are-listed',
      'A package that package.json does not name is there by accident.',
      { path: ours },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid(
      'imports-resolve',
      'An import that leads nowhere is not checked by any rule above.',
      { path: ours },
      { couldNotResolve: true, pathNot: '\\?|^virtual:' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tests/architecture/planted/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}
