/**
 * Who may import whom:
 *   services → backup → db, and services → { db, queue, egress, transform, telemetry, config } → { contracts, core }, core → contracts,
 *   cli and console → sdk → nothing of ours
 * and which library belongs to which package. `scripts/prove-architecture.ts` shows that each rule can fail.
 */

const tests = '(\\.test\\.ts$|^[^/]+/[^/]+/test/)'
const apart = '^packages/(testing|bench)/'

/** @returns {import('dependency-cruiser').IForbiddenRuleType} */
function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to }
}

/** A library that only some packages may import. */
function library(name, owners, modules) {
  return forbid(
    `${name}-in-its-place`,
    `${modules.join(', ')}: only in packages/${owners.join(', packages/')}`,
    { pathNot: `^packages/(${[...owners, 'testing', 'bench'].join('|')})/` },
    { path: `(^|node_modules/)(${modules.join('|')})(/|$)` },
  )
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    forbid(
      'no-circles',
      'Two modules that need each other to run are one',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'resolvable',
      'An import that nothing is found for is one that no rule can judge',
      {},
      { couldNotResolve: true },
    ),
    forbid(
      'services-stand-alone',
      'Services never import each other',
      { path: '^services/([^/]+)/' },
      { path: '^services/', pathNot: '^services/$1/' },
    ),
    forbid('packages-below-services', 'Packages never import services', { path: '^packages/' }, { path: '^services/' }),
    forbid(
      'middle-packages-side-by-side',
      'db, queue, egress, transform, telemetry and config import contracts and core, not each other',
      { path: '^packages/(db|queue|egress|transform|telemetry|config)/', pathNot: tests },
      { path: '^packages/', pathNot: '^packages/($1|contracts|core)/' },
    ),
    forbid(
      'backup-on-db',
      'backup stands on db, contracts and core alone',
      { path: '^packages/backup/', pathNot: tests },
      { path: '^packages/', pathNot: '^packages/(backup|db|contracts|core)/' },
    ),
    forbid(
      'core-is-pure',
      'core imports contracts and node:crypto: no clock, no I/O, no library',
      { path: '^packages/core/', pathNot: tests },
      { pathNot: '^(packages/(core|contracts)/|(node:)?crypto$)' },
    ),
    forbid(
      'contracts-at-the-bottom',
      'contracts imports no other package of ours',
      { path: '^packages/contracts/', pathNot: tests },
      { path: '^(packages|services)/', pathNot: '^packages/contracts/' },
    ),
    forbid(
      'sdk-stands-alone',
      'sdk is published alone: it imports nothing of ours',
      { path: '^packages/sdk/', pathNot: tests },
      { path: '^(packages|services)/', pathNot: '^packages/sdk/' },
    ),
    forbid(
      'cli-on-sdk',
      'cli does what any client can: it stands on sdk alone',
      { path: '^packages/cli/', pathNot: tests },
      { path: '^(packages|services)/', pathNot: '^packages/(cli|sdk)/' },
    ),
    forbid(
      'console-on-sdk',
      'console is a client of the contract like any other: it stands on sdk alone, and runs in browsers',
      { path: '^services/console/src/', pathNot: tests },
      { path: '^(packages|services)/', pathNot: '^(services/console|packages/sdk)/' },
    ),
    forbid(
      'console-knows-no-builtins',
      'console runs in browsers: it imports nothing of Node',
      { path: '^services/console/src/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'sdk-knows-no-builtins',
      'sdk runs in browsers: it imports nothing of Node',
      { path: '^packages/sdk/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'by-the-front-door',
      'Another package is imported by its name, and only what it exports',
      { path: '^((packages|services)/[^/]+)/' },
      { path: '^(packages|services)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    ),
    forbid(
      'testing-in-tests',
      'testing is for tests, the bench and the supervisor of development',
      { path: '^(packages|services)/', pathNot: `${tests}|${apart}|^services/dev/` },
      { path: '^packages/testing/' },
    ),
    forbid('bench-alone', 'Nothing imports the bench', { pathNot: '^packages/bench/' }, { path: '^packages/bench/' }),
    forbid(
      'dev-dependencies-in-tests',
      'What runs in production must not import what is not installed there; cli and console are bundled with what they import',
      { path: '^(packages|services)/[^/]+/src/', pathNot: `${tests}|${apart}|^packages/cli/|^services/console/` },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    library('sql', ['db'], ['drizzle-orm', 'drizzle-kit', 'postgres']),
    library('queue', ['queue'], ['bullmq', 'pg']),
    library('http-client', ['egress'], ['undici']),
    library('expressions', ['transform'], ['jsonata']),
    library('bucket', ['backup'], ['@aws-sdk/client-s3', '@aws-sdk/lib-storage']),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    // Workspace packages are followed to their sources, as `node --conditions=source` does.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
  },
}
