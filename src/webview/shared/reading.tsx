/** What several pages give to read: equations, papers, and what else practises the same. */
import type { Equation, Paper } from '../../core/content.ts';
import type { Practice } from '../../protocol/oral-page.ts';
import { usePage } from './page.ts';
import { FoldSection, Rich } from './parts.tsx';

export function Equations({ equations }: { equations: readonly Equation[] }) {
  return (
    <FoldSection id="equations" title="Equations" aside={String(equations.length)}>
      {equations.map((one) => (
        <figure key={one.name}>
          <figcaption>
            <h3>{one.name}</h3>
          </figcaption>
          <Rich html={one.html} />
          {one.note !== null && (
            <p>
              <Rich inline html={one.note} />
            </p>
          )}
          {one.source !== null && <p class="aside">{one.source}</p>}
        </figure>
      ))}
    </FoldSection>
  );
}

export function Papers({ papers }: { papers: readonly Paper[] }) {
  return (
    <FoldSection id="papers" title="Papers" aside={String(papers.length)}>
      <ul>
        {papers.map((paper) => (
          <li key={paper.title}>
            <PaperLine paper={paper} />
          </li>
        ))}
      </ul>
    </FoldSection>
  );
}

export function PaperLine({ paper }: { paper: Paper }) {
  return (
    <>
      <cite>{paper.title}</cite>. {paper.authors}, {paper.year}.{' '}
      {paper.url !== null && <a href={paper.url}>{paper.label}</a>}
    </>
  );
}

/** Other exercises on the same; a click opens one. */
export function PracticeList({ practice }: { practice: readonly Practice[] }) {
  const { post } = usePage();
  return (
    <ul>
      {practice.map(({ exercise, title, kind }) => (
        <li key={exercise}>
          <button type="button" class="link" onClick={() => post({ type: 'open', exercise })}>
            {title}
          </button>{' '}
          <span class="aside">{kind}</span>
        </li>
      ))}
    </ul>
  );
}
