// The SDK is pinned by the lock file: which Node a later one wants is no news to a test run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
export default {
  testEnvironment: './scripts/environment.mjs',
  globalSetup: './scripts/processes.mjs',
  testSequencer: './scripts/sequencer.mjs',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
      },
    ],
  },
  // Most tests wait for processes and sockets: three files at a time, on two cores too.
  maxWorkers: 3,
  testTimeout: 60_000,
};
