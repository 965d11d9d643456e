import { defineConfig } from 'vitest/config';

const conditions = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };

export default defineConfig({
  test: {
    projects: [
      {
        ...conditions,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/real/**'],
          // A busy machine is no failure.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...conditions,
        test: { name: 'real', include: ['test/real/**/*.test.ts'], fileParallelism: false },
      },
    ],
  },
});
