/** An article: its text, and what was left out of it. */
import { useLayoutEffect } from 'preact/hooks';
import type { Article } from '../../core/content.ts';
import { Waiting } from '../shared/frame.tsx';
import { usePage } from '../shared/page.ts';
import { HtmlText } from '../shared/parts.tsx';

interface Props {
  readonly article: Article | null;
  readonly go: { readonly anchor: string } | null;
}

export function App({ article, go }: Props) {
  const { post } = usePage();
  useLayoutEffect(() => {
    if (go) reach(`s-${go.anchor}`);
  }, [go]);
  if (!article) return <Waiting page="article" title={undefined} />;
  /** Follows links that stay inside: VS Code asks before it follows the others. */
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href') ?? '';
    if (!href.startsWith('#')) return;
    event.preventDefault();
    const [page = '', section] = href.slice(1).split('#s-');
    if (page.startsWith('/')) {
      post({ type: 'open-page', page: decodeURI(page.slice(1)), section: section ?? null });
    } else reach(href.slice(1));
  };
  return (
    // The links inside are what is clicked, by the keyboard too.
    <main class="section article" onClick={follow}>
      <HtmlText html={article.html} />
      {article.omitted.length > 0 && (
        <p class="notice" role="note">
          Some content was left out of this page: {article.omitted.join(', ')}. A page shows only
          text, tables, code and formulas, and loads nothing else.
        </p>
      )}
    </main>
  );
}

/** Scrolls to a heading and moves the focus there. */
function reach(id: string): void {
  const heading = document.getElementById(id);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}
