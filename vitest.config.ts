import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: ['test/cli/**'] },
      },
      {
        // These run the built program.
        test: {
          name: 'program',
          include: ['test/cli/**/*.test.ts'],
          globalSetup: 'test/build.ts',
          testTimeout: 30_000,
        },
      },
    ],
  },
});
