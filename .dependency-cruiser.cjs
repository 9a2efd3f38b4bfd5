// Who may import what: the rules of ARCHITECTURE.md. Run by scripts/check-imports.ts.
const ROOM = '^src/main/core/([^/]+)/'
const FEATURE = '^src/renderer/features/([^/]+)/'
// the core's storage is open to every room
const STORAGE = 'db'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module, or need a third. Types may go both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
    },
    {
      name: 'shared-stands-alone',
      comment: 'The contract runs everywhere: it knows zod and nothing else.',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^src/shared/', '^node_modules/zod/'] }
    },
    {
      name: 'page-never-main',
      comment: 'The page and its preload reach the main process through the contract only.',
      severity: 'error',
      from: { path: '^src/(renderer|preload)/' },
      to: { path: '^src/(main|cli)/' }
    },
    {
      name: 'page-without-schemas',
      comment: 'Core validates; the page takes only types from the contract, so that no schema library loads at start.',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^(src/shared/|node_modules/zod/)',
        pathNot:
          '^src/shared/(messages/|(days|fold|fold-table|pinyin|pinyin-table|preview-filter|result|search-(complete|edit|filters|query|ranges|signs|words)|window)\\.ts$)',
        dependencyTypesNot: ['type-only']
      }
    },
    {
      name: 'preload-small',
      comment: 'The preload holds the contract and Electron; nothing of the page.',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { pathNot: ['^src/(preload|shared)/', '^electron$', '^node_modules/electron/'] }
    },
    {
      name: 'electron-in-the-shell-only',
      comment: 'Everything but the main process’s own files and the preload runs without Electron.',
      severity: 'error',
      from: { path: '^(src|bench)/', pathNot: ['^src/main/[^/]+\\.ts$', '^src/preload/'] },
      to: { path: ['^electron$', '^node_modules/electron/'] }
    },
    {
      name: 'page-without-node',
      comment: 'The page has no Node.',
      severity: 'error',
      from: { path: '^src/(renderer|preload|shared)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] }
    },
    {
      name: 'rooms-meet-through-index',
      comment: 'A room of the core uses another one through its index.ts only.',
      severity: 'error',
      from: { path: ROOM },
      to: {
        path: ROOM,
        pathNot: ['^src/main/core/$1/', `^src/main/core/${STORAGE}/`, '^src/main/core/[^/]+/index\\.ts$']
      }
    },
    {
      name: 'core-from-outside-through-index',
      comment:
        'So do the core’s own files, the main process, the CLI and the benchmarks. A worker.ts is started, not used.',
      severity: 'error',
      from: { path: '^(src|bench)/', pathNot: [ROOM, '\\.test\\.ts$'] },
      to: { path: ROOM, pathNot: [`^src/main/core/${STORAGE}/`, '^src/main/core/[^/]+/index\\.ts$', '/worker\\.ts$'] }
    },
    {
      name: 'features-meet-through-index',
      comment: 'A feature of the page uses another one through its index only.',
      severity: 'error',
      from: { path: FEATURE },
      to: { path: FEATURE, pathNot: ['^src/renderer/features/$1/', '^src/renderer/features/[^/]+/index\\.tsx?$'] }
    },
    {
      name: 'features-from-outside-through-index',
      comment: 'So does the rest of the page.',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: FEATURE },
      to: { path: FEATURE, pathNot: '^src/renderer/features/[^/]+/index\\.tsx?$' }
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'The kit of parts is below the features.',
      severity: 'error',
      from: { path: '^src/renderer/ui/' },
      to: { path: '^src/renderer/(features/|app\\.tsx|kb\\.ts)' }
    },
    {
      name: 'cli-and-bench-use-the-core',
      comment: 'The command line and the benchmarks run the core, without the app around it.',
      severity: 'error',
      from: { path: '^(src/cli|bench)/' },
      to: { path: '^src/', pathNot: ['^src/cli/', '^src/main/core/', '^src/shared/'] }
    },
    {
      name: 'app-without-tools',
      comment: 'What is shipped needs nothing of tests and tools.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tools|scripts|e2e|bench)/' }
    }
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'] }
  }
}
