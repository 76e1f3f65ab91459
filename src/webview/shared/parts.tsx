/** The small parts that everything else is made of. */
import type { ComponentChildren } from 'preact';
import type { Exchange } from '../../core/content.ts';
import { usePage } from './page.ts';
import { useScrollers } from './scrollers.ts';
import { ariaKeys, keysText } from './words.ts';
import type { Html } from '../../core/basics.ts';

/** Compiled content. {@link Html} is made by the content compiler alone, so nothing else can come in here. */
export function HtmlText({ html, inline = false }: { html: Html; inline?: boolean }) {
  const box = useScrollers<HTMLDivElement>(html);
  const inner = { __html: html };
  return inline ? (
    <span class="rich" dangerouslySetInnerHTML={inner} />
  ) : (
    <div class="rich" ref={box} dangerouslySetInnerHTML={inner} />
  );
}

/** Text with what stands between backticks as code. */
export function TickMark({ text }: { text: string }) {
  return (
    <>{text.split('`').map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}</>
  );
}

interface ButtonProps {
  readonly command: string;
  readonly children: ComponentChildren;
  readonly look?: 'primary' | 'secondary' | 'link';
  readonly id?: string;
}

/** Asks the host for something; shows the key that does the same. */
export function Button({ command, children, look = 'secondary', id }: ButtonProps) {
  const { post, shortcuts } = usePage();
  const keys = shortcuts[command];
  return (
    <button
      type="button"
      id={id}
      class={look}
      aria-keyshortcuts={keys && ariaKeys(keys)}
      onClick={() => post({ type: 'command', command })}
    >
      <span>{children}</span>
      {keys !== undefined && <kbd aria-hidden="true">{keysText(keys)}</kbd>}
    </button>
  );
}

interface FoldProps {
  readonly id: string;
  readonly summary: ComponentChildren;
  readonly children: ComponentChildren;
  readonly openAtFirst?: boolean;
  readonly class?: string;
}

/** Something to open. What the user opened stays open when the page is hidden or the window reloads. */
export function Fold({ id, summary, children, openAtFirst = false, class: look }: FoldProps) {
  const page = usePage();
  const open = page.open[id] ?? openAtFirst;
  const toggle = (event: MouseEvent): void => {
    event.preventDefault();
    page.setOpen(id, !open);
  };
  return (
    <details id={id} class={look} open={open}>
      {/* Enter and Space come as clicks too. */}
      <summary onClick={toggle}>{summary}</summary>
      {open && <div class="inside">{children}</div>}
    </details>
  );
}

/** A part of the page with a heading of the second level that can be folded away. */
export function FoldSection(
  props: Omit<FoldProps, 'class' | 'summary'> & { title: string; aside?: string },
) {
  const { title, aside, ...fold } = props;
  return (
    <Fold
      {...fold}
      class="section"
      summary={
        <>
          <h2>{title}</h2>
          {aside !== undefined && <span class="aside">{aside}</span>}
        </>
      }
    />
  );
}

/** Questions whose answers are opened one by one. */
export function Exchanges({ id, list }: { id: string; list: readonly Exchange[] }) {
  return (
    <div class="list">
      {list.map((one, i) => (
        <Fold key={i} id={`${id}-${i}`} summary={<HtmlText inline html={one.ask} />}>
          <HtmlText html={one.answer} />
        </Fold>
      ))}
    </div>
  );
}

const SHAPES = {
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4 12 12M12 4 4 12',
  triangle: 'M8 2.5 14.5 13.5H1.5Z',
  circle: 'M8 2.5a5.5 5.5 0 1 0 .01 0Z',
  dash: 'M3.5 8H12.5',
  info: 'M8 7V12.5M8 3.5V4.5',
} as const;
export type Shape = keyof typeof SHAPES;

/** A sign beside a word that says the same; drawn in the text's own colour unless a class gives one. */
export function Sign({ shape, tone }: { shape: Shape; tone?: 'good' | 'bad' | 'warn' | 'quiet' }) {
  return (
    <svg class={`sign ${tone ?? ''}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[shape]} />
    </svg>
  );
}
