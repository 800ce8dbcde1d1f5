/** Import directions (ARCHITECTURE.md): pure core <- steps, one way <- adapters, http, worker <- compose <- main. */
const STEPS = [
  'ingest',
  'analyse',
  'plan',
  'classify',
  'stage',
  'approve',
  'execute',
  'record',
  'show',
];
const SERVICE = '^approval-service/src/';
const TESTS = '(\\.test\\.tsx?$|/tests/|/testing/)';

/** A step imports shared, ports, errors, itself, and steps that come later on the way of a ticket. */
const oneWay = STEPS.map((step, index) => ({
  name: `step-${step}-looks-forward-only`,
  severity: 'error',
  from: { path: `${SERVICE}${step}/`, pathNot: TESTS },
  to: {
    path: SERVICE,
    pathNot: `${SERVICE}(${STEPS.slice(index).join('|')})/|${SERVICE}(ports|errors|checkpoints)\\.ts$`,
  },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphan-imports',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^#' },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^shared/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'shared-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^shared/src/' },
      to: { path: '^(approval-service|forge-app|sandbox|src)/' },
    },
    {
      name: 'browser-door-has-no-crypto',
      severity: 'error',
      from: { path: '^shared/src/index\\.ts$' },
      to: { path: '^(node:)?crypto$', reachable: true },
    },
    ...oneWay,
    {
      name: 'adapters-know-ports-only',
      severity: 'error',
      from: { path: `${SERVICE}adapters/`, pathNot: TESTS },
      to: { path: SERVICE, pathNot: `${SERVICE}(adapters/|ports\\.ts|errors\\.ts)` },
    },
    {
      name: 'adapters-meet-in-compose',
      severity: 'error',
      from: {
        path: `${SERVICE}(${STEPS.join('|')}|worker|http|accounts|instances)/`,
        pathNot: TESTS,
      },
      to: { path: `${SERVICE}adapters/` },
    },
    {
      name: 'only-entries-compose',
      severity: 'error',
      from: { path: SERVICE, pathNot: `${TESTS}|${SERVICE}(main|serve)\\.ts$` },
      to: { path: `${SERVICE}compose\\.ts$` },
    },
    {
      name: 'sql-only-in-store',
      severity: 'error',
      from: {
        path: '^(shared|approval-service|forge-app|src)/',
        pathNot: `^approval-service/src/adapters/store/|${TESTS}`,
      },
      to: { path: '^node_modules/(better-sqlite3|kysely|pg)/' },
    },
    {
      name: 'forge-app-uses-shared-only',
      severity: 'error',
      from: { path: '^(src|forge-app)/' },
      to: { path: '^(approval-service|sandbox)/' },
    },
    {
      name: 'sandbox-never-in-production',
      severity: 'error',
      from: { path: '^(shared|approval-service|forge-app|src)/', pathNot: TESTS },
      to: { path: '^(sandbox|eval|bench|tools)/' },
    },
    {
      name: 'testing-never-in-production',
      severity: 'error',
      from: { path: '^(shared|approval-service|forge-app|src)/', pathNot: TESTS },
      to: { path: '/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@kraken/source', 'import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.cjs', '.mjs'],
    },
  },
};
