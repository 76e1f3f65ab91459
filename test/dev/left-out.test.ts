import { build } from 'esbuild';
import katex from 'katex';
import { expect, it } from 'vitest';
import { leaveOutUncalled } from '../../src/dev/left-out.ts';
import { pack } from '../webview/states.ts';

const FORMULA = /<math[\s\S]*?<annotation[^>]*>([\s\S]*?)<\/annotation>/g;

it('leaves KaTeX as it is for formulas in MathML', async () => {
  const { outputFiles } = await build({
    stdin: { contents: `export { default } from 'katex';`, resolveDir: import.meta.dirname },
    ...{ bundle: true, format: 'esm', write: false, plugins: [leaveOutUncalled] },
  });
  const [file] = outputFiles;
  const url = `data:text/javascript;base64,${Buffer.from(file?.contents ?? []).toString('base64')}`;
  const { default: shipped } = (await import(url)) as { default: typeof katex };
  const ours = [...JSON.stringify(pack.drills).matchAll(FORMULA)].map(
    ([, tex = '']) => JSON.parse(`"${tex}"`) as string,
  );
  const drawn = [String.raw`\LaTeX`, String.raw`\sqrt{\frac{a}{b}}\overbrace{x}\rule{1em}{2ex}`];
  expect(ours.length).toBeGreaterThan(500);
  for (const tex of new Set([...ours.map(plain), ...drawn])) {
    const options = { output: 'mathml', throwOnError: false } as const;
    expect(shipped.renderToString(tex, options)).toBe(katex.renderToString(tex, options));
  }
});

function plain(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
