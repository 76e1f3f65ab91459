/** The page beside the code: a picture of the state that the extension host owns. */
import { render } from 'preact';
import {
  parsePageMemory,
  parseToPage,
  type FromPage,
  type PageMemory,
} from '../../protocol/drill-page.ts';
import { App } from './app.tsx';
import { Boundary, describe } from './boundary.tsx';
import { EMPTY, receive, type Model } from './model.ts';
import { bringIntoView, pathTo } from './reveal.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PageMemory): void;
};

const vscode = acquireVsCodeApi();
const post = (message: FromPage): void => vscode.postMessage(message);
let model: Model = EMPTY;
let memory = parsePageMemory(vscode.getState());
let scrolled = memory.scroll === 0;

function remember(change: Partial<PageMemory>): void {
  memory = { ...memory, ...change };
  vscode.setState(memory);
}

function setOpen(ids: readonly string[], open: boolean): void {
  const changed = Object.fromEntries(ids.map((id) => [id, open]));
  remember({ open: { ...memory.open, ...changed } });
  draw();
}

function dismiss(): void {
  model = { ...model, error: null };
  draw();
}

function draw(): void {
  const root = document.getElementById('root');
  if (!root) return;
  render(
    <Boundary post={post}>
      <App model={model} post={post} open={memory.open} setOpen={setOpen} dismiss={dismiss} />
    </Boundary>,
    root,
  );
}

/** Another drill or a new attempt begins with nothing opened. */
function forgetOldAttempt(): void {
  const drill = model.drill?.id ?? null;
  const attempt = model.received?.state.attempt?.id ?? null;
  if (drill === null || !model.received) return;
  if (drill === memory.drill && (attempt === memory.attempt || memory.attempt === null)) {
    if (attempt !== memory.attempt) remember({ attempt });
    return;
  }
  const isNew = memory.drill !== null;
  remember({ drill, attempt, ...(isNew ? { open: {}, scroll: 0 } : {}) });
  if (isNew) window.scrollTo(0, 0);
}

/** Not from an effect: drawing again while effects run would begin a second page. */
function reveal(): void {
  if (model.reveal === null || !model.drill || !model.received) return;
  const [fold, ...around] = pathTo(model.reveal, model);
  model = { ...model, reveal: null };
  setOpen([fold, ...around], true);
  bringIntoView(fold);
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseToPage(event.data);
  if (!message) return;
  model = receive(model, message, Date.now());
  forgetOldAttempt();
  draw();
  reveal();
  if (!scrolled && model.drill && model.received) {
    scrolled = true;
    window.scrollTo(0, memory.scroll);
  }
});

let later: ReturnType<typeof setTimeout> | undefined;
window.addEventListener(
  'scroll',
  () => {
    clearTimeout(later);
    later = setTimeout(() => remember({ scroll: window.scrollY }), 200);
  },
  { passive: true },
);

window.addEventListener('error', (event) => {
  post({ type: 'failed', message: describe(event.error ?? event.message) });
});
window.addEventListener('unhandledrejection', (event) => {
  post({ type: 'failed', message: describe(event.reason) });
});

draw();
post({ type: 'ready' });
