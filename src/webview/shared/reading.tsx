/** What several pages give to read: how it runs, clarifying questions, equations, papers, what else practises the same. */
import type { CuedPhase, Equation, Exchange, Paper } from '../../core/content.ts';
import type { Practice } from '../../protocol/oral-page.ts';
import { usePage } from './page.ts';
import { Exchanges, FoldSection, HtmlText } from './parts.tsx';
import { bandText } from './words.ts';
import type { Band } from '../../core/basics.ts';

interface HowItRunsProps {
  readonly phases: readonly CuedPhase[];
  readonly bands: Readonly<Record<string, Band>>;
}

/** The phases, for somebody who has not started yet. */
export function HowItRuns({ phases, bands }: HowItRunsProps) {
  return (
    <section class="section" aria-labelledby="how-title">
      <h2 id="how-title">How it runs</h2>
      <ol class="how">
        {phases.map((phase) => (
          <li key={phase.id}>
            <strong>{phase.title}</strong>{' '}
            <span class="aside">{bandText(bands[phase.id] ?? phase.band)}</span>
            <br />
            {phase.cue}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Clarifying({ exchanges }: { exchanges: readonly Exchange[] }) {
  return (
    <FoldSection id="clarifying" title="Clarifying questions" aside={String(exchanges.length)}>
      <p class="aside">Ask your own aloud first. Then open the interviewer’s answers one by one.</p>
      <Exchanges id="clarify" list={exchanges} />
    </FoldSection>
  );
}

export function Equations({ equations }: { equations: readonly Equation[] }) {
  return (
    <FoldSection id="equations" title="Equations" aside={String(equations.length)}>
      {equations.map((one) => (
        <figure key={one.name}>
          <figcaption>
            <h3>{one.name}</h3>
          </figcaption>
          <HtmlText html={one.html} />
          {one.note !== null && (
            <p>
              <HtmlText inline html={one.note} />
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
