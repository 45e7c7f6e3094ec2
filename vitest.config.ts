import { defineConfig } from 'vitest/config';

/**
 * Milliseconds, for a busy machine. How long something takes is never asserted, only that it ends: inputs of tests that
 * promise linear time are so large that quadratic time would be longer.
 */
const PATIENCE = 60_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/cli/**'],
          testTimeout: PATIENCE,
        },
      },
      {
        // These run the built program.
        test: {
          name: 'program',
          include: ['test/cli/**/*.test.ts'],
          globalSetup: 'test/build.ts',
          testTimeout: 2 * PATIENCE,
        },
      },
    ],
  },
});
