/** What the bundles that run in Node leave out of the libraries in them. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

const METRICS = /(?<=var fontMetricsData = \{)[\s\S]*?(?=\n\};\n)/;
const OUTLINES = /var path = \{[\s\S]*?\n\};\n/;
const UNKNOWN = 'KaTeX keeps its sizes and outlines in a way that left-out.ts does not recognise.';

/**
 * Leaves out 370 kB of libraries that we never call. The MCP library validates answers to requests that our server never
 * makes, derives schemas for tools without one (ours all have one), and knows those of Zod's last version but one; entities
 * are read in Markdown, never written. KaTeX draws nothing here: it writes MathML, for which it needs to know which characters
 * a font has, but neither their sizes (other than those in its own logo) nor outlines.
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
    build.onLoad({ filter: /[\\/]entities[\\/].*[\\/]encode-html\.js$/ }, () => ({
      contents: 'export default new Map();',
    }));
    build.onLoad({ filter: /[\\/]katex\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replace(METRICS, withoutSizes).replace(OUTLINES, 'var path = {};\n');
      const errors = contents.length > source.length / 1.1 ? [{ text: UNKNOWN }] : [];
      return { contents, errors };
    });
  },
};

/** The sizes of characters in all fonts but the main one, from which the logo is made. */
function withoutSizes(fonts: string): string {
  return fonts.replace(/"([\w-]+)": \{[^{}]*\}/g, (font, name: string) =>
    name === 'Main-Regular' ? font : font.replace(/\[[^\]]*\]/g, '1'),
  );
}
