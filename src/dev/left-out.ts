/** What the bundles that run in Node leave out of the libraries in them. */
import type { Plugin } from 'esbuild';

/**
 * Leaves out 280 kB of libraries that we never call. The MCP library validates answers to requests that our server never
 * makes, derives schemas for tools without one (ours all have one), and knows the schemas of an older Zod; entities are
 * read in Markdown, never written, and text that looks like an address stays text.
 */
export const leaveOutUncalled: Plugin = {
  name: 'leave-out-uncalled',
  setup(build) {
    build.onLoad({ filter: /[\\/]ajv-provider\.js$/ }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
    }));
    build.onLoad({ filter: /[\\/]zod-to-json-schema[\\/].*[\\/]index\.js$/ }, () => ({
      contents: 'export const zodToJsonSchema = undefined;',
    }));
    build.onLoad({ filter: /[\\/]zod[\\/]v3[\\/]index\.js$/ }, () => ({
      contents: 'export const object = undefined;',
    }));
    build.onLoad({ filter: /[\\/]linkify-it[\\/]index\.mjs$/ }, () => ({
      contents: 'export default class LinkifyIt {}',
    }));
    build.onLoad({ filter: /[\\/]entities[\\/].*[\\/]encode-html\.js$/ }, () => ({
      contents: 'export default new Map();',
    }));
  },
};
