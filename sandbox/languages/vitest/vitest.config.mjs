// How vitest runs here: one worker, nothing kept, no network, and `test`, `it` and `expect` without an import too.
export default {
  cacheDir: '/tmp/vite',
  server: { watch: null, ws: false },
  test: {
    globals: true,
    include: ['**/*.{test,spec}.?(c|m)[jt]s?(x)'],
    pool: 'threads',
    maxWorkers: 1,
    isolate: true,
    fileParallelism: false,
    watch: false,
    cache: false,
  },
};
