/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // Component tests need Svelte's browser build; without this, vitest takes the server one.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  css: {
    // govuk-frontend carries an old IE hack that lightningcss refuses.
    lightningcss: { errorRecovery: true },
    preprocessorOptions: { scss: { quietDeps: true, loadPaths: ['.', 'node_modules'] } },
  },
  build: {
    target: ['safari16', 'chrome110'],
    // Fonts and icons stay files: the content security policy then needs no data: exceptions.
    assetsInlineLimit: 0,
  },
  // A busy machine takes its time over axe; the limit is there to end a test that hangs.
  test: { testTimeout: 60_000, environment: 'jsdom', include: ['src/**/*.test.ts'], setupFiles: ['src/test-setup.ts'] },
}));
