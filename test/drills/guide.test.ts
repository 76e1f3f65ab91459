/** The guide: its pages are whole, and its examples print what stands below them. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pack } from '../built-in-pack.ts';
import { ROOT, testPython } from '../python.ts';

const GUIDE = join(ROOT, 'drills/guide');
const { guide: pages, guideMistakes, articles, problems } = pack;
const text = (id: string): string => readFileSync(join(GUIDE, `${id}.md`), 'utf8');
const sectionsOf = (id: string): readonly string[] =>
  pages.find((page) => page.id === id)?.sections ?? [];
const SIX_PAPERS = readdirSync(join(GUIDE, 'papers')).filter((file) => file !== 'recent.md');

describe('the pages', () => {
  it('are all there', () => {
    expect(problems).toEqual([]);
    expect(sectionsOf('questions')).toHaveLength(8);
    expect(sectionsOf('mistakes')).toHaveLength(8);
    expect(sectionsOf('whiteboard')).toHaveLength(6);
    expect(sectionsOf('answering').length).toBeGreaterThanOrEqual(4);
    expect(sectionsOf('today')).toHaveLength(8);
    expect(SIX_PAPERS).toHaveLength(6);
  });

  it('lose nothing when they are shown, as the checklist and the model answers', () => {
    expect(Object.keys(articles).filter((id) => id.startsWith('guide/'))).toHaveLength(pages.length);
    for (const [id, { title, html, omitted }] of Object.entries(articles)) {
      expect([id, omitted, title === '']).toEqual([id, [], false]);
      expect(html, id).not.toMatch(/\(https?:|\$\$| style=/);
    }
  });

  it('name the eight mistakes as the product does', () => {
    expect(sectionsOf('mistakes')).toEqual(guideMistakes.map(({ title }) => title));
  });

  it('tell of twelve recent papers, each in 80 to 150 words', () => {
    const papers = text('papers/recent').split(/^## .+$/m).slice(1);
    expect(papers).toHaveLength(12);
    for (const paper of papers) {
      expect(paper).toMatch(/, 202[3-6], \[arXiv:(\d{4}\.\d{5})\]\(https:\/\/arxiv\.org\/abs\/\1\)\./);
      const words = paper.replace(/^.*arxiv.*$/m, '').split(/\s+/).filter(Boolean).length;
      expect(words, paper).toBeGreaterThanOrEqual(80);
      expect(words, paper).toBeLessThanOrEqual(150);
    }
  });

  it.each(SIX_PAPERS)('%s covers everything about a paper', (file) => {
    const id = `papers/${file.replace('.md', '')}`;
    expect(sectionsOf(id)).toEqual([
      'Problem',
      'Idea',
      'Key equation',
      'Result',
      'Limits',
      'Three questions interviewers ask',
    ]);
    const asked = text(id).split('## Three questions interviewers ask')[1] ?? '';
    expect(asked.match(/^\*\*.+\?\*\*/gm)).toHaveLength(3);
    expect(text(id)).toMatch(/arxiv\.org\/abs\/\d{4}\.\d{5}/);
  });
});

describe('the examples of the APIs', () => {
  const blocks = [...text('apis').matchAll(/```python\n(.*?)```\n\n```text\n(.*?)```/gs)].map(
    ([, code = '', printed = '']) => ({ code, printed }),
  );

  it('have one for each section', () => {
    expect(blocks).toHaveLength(sectionsOf('apis').length);
    for (const { code } of blocks) expect(code.trim().split('\n').length).toBeLessThanOrEqual(18);
  });

  it('print exactly what stands below them', () => {
    // One process for all, each in a namespace of its own.
    const run = `import io, json, sys, contextlib
printed = []
for code in json.load(sys.stdin):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "example", "exec"), {"__name__": "__main__"})
    printed.append(out.getvalue())
print(json.dumps(printed))`;
    const result = spawnSync(testPython(), ['-W', 'ignore', '-c', run], {
      input: JSON.stringify(blocks.map(({ code }) => code)),
      encoding: 'utf8',
    });
    expect(result.stderr).toBe('');
    expect(JSON.parse(result.stdout)).toEqual(blocks.map(({ printed }) => printed));
  });
});
