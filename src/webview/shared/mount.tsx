/** What every page does around its content: keeps the last messages and its memory, draws, and reports what throws. */
import { render, type ComponentChildren } from 'preact';
import { carriedOutIn, parsePageMemory, type PageMemory } from '../../protocol/page.ts';
import { Boundary, describe } from './boundary.tsx';
import { Frame } from './frame.tsx';
import type { BaseModel } from './base-model.ts';
import { bringIntoView, type News } from './news.ts';
import type { PageMessage, Shortcuts } from './page.ts';
import { HostClock } from './received.ts';

/** A message from the host. A state includes the time on the host's clock. */
interface FromHost {
  readonly type: string;
  readonly state?: { readonly now?: number };
}

export interface PageSetup<Model extends BaseModel, Message extends FromHost> {
  readonly empty: Model;
  readonly shortcuts?: (model: Model) => Shortcuts;
  /** The message, or null when it is not one of ours. */
  parse(data: unknown): Message | null;
  /** The model after a message. `at` is when the host sent it, by the page's clock. */
  receive(model: Model, message: Message, at: number): Model;
  /** What is shown, once it is all there; another subject or attempt begins with nothing opened. */
  about(model: Model): { readonly subject: string; readonly attempt: string | null } | null;
  /** What may have appeared out of view, oldest first. */
  news?(model: Model): readonly News[];
  /** What to open and bring into view after drawing, and the model without that wish. */
  reveal?(model: Model): { readonly model: Model; readonly folds: readonly string[] } | null;
  /** Brings what was revealed into view. */
  show?(fold: string): void;
  draw(model: Model): ComponentChildren;
}

interface VsCode {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: PageMemory): void;
}
declare function acquireVsCodeApi(): VsCode;

export function mount<Model extends BaseModel, Message extends FromHost>(
  setup: PageSetup<Model, Message>,
): void {
  new Mounted(acquireVsCodeApi(), setup).start();
}

class Mounted<Model extends BaseModel, Message extends FromHost> {
  private model: Model;
  private memory: PageMemory;
  private scrolled: boolean;
  private later: ReturnType<typeof setTimeout> | undefined;
  private readonly hostClock = new HostClock(Date.now());
  private sent = 0;
  private carriedOut = 0;

  constructor(
    private readonly vscode: VsCode,
    private readonly setup: PageSetup<Model, Message>,
  ) {
    this.model = setup.empty;
    this.memory = parsePageMemory(vscode.getState());
    this.scrolled = this.memory.scroll === 0;
  }

  start(): void {
    window.addEventListener('message', (event: MessageEvent<unknown>) => this.hear(event.data));
    window.addEventListener('scroll', this.noteScroll, { passive: true });
    window.addEventListener('error', (event) => this.fail(event.error ?? event.message));
    window.addEventListener('unhandledrejection', (event) => this.fail(event.reason));
    this.draw();
    this.post({ type: 'ready' });
  }

  private readonly post = (message: PageMessage): void => {
    this.sent += 1;
    this.vscode.postMessage(message);
  };

  private readonly countSent = (): number => this.sent;

  private readonly setOpen = (ids: readonly string[], open: boolean): void => {
    const changed = Object.fromEntries(ids.map((id) => [id, open]));
    this.remember({ open: { ...this.memory.open, ...changed } });
    this.draw();
  };

  private readonly dismiss = (): void => {
    this.model = { ...this.model, error: null };
    this.draw();
  };

  private readonly noteScroll = (): void => {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.remember({ scroll: window.scrollY }), 200);
  };

  private fail(error: unknown): void {
    this.post({ type: 'failed', message: describe(error) });
  }

  private hear(data: unknown): void {
    const message = this.setup.parse(data);
    if (message === null) return;
    this.carriedOut = carriedOutIn(data) ?? this.sent;
    const arrived = Date.now();
    const hostNow = message.state?.now;
    const at = hostNow === undefined ? arrived : this.hostClock.sentAt(hostNow, arrived);
    this.model = this.setup.receive(this.model, message, at);
    const isNew = this.forgetOldSubject();
    this.draw();
    this.reveal();
    if (this.setup.about(this.model) === null) return;
    if (!this.scrolled) {
      this.scrolled = true;
      window.scrollTo(0, this.memory.scroll);
    }
    this.showNews(isNew);
  }

  /** On the first visit, a page starts at its top. */
  private showNews(isFirst: boolean): void {
    const all = this.setup.news?.(this.model) ?? [];
    const keys = all.map(({ key }) => key);
    const fresh = all.findLast(({ key }) => !this.memory.news.includes(key));
    if (fresh || keys.length !== this.memory.news.length) this.remember({ news: keys });
    if (fresh && !isFirst) bringIntoView(fresh);
  }

  /** Returns whether the subject or attempt has changed. */
  private forgetOldSubject(): boolean {
    const about = this.setup.about(this.model);
    if (about === null) return false;
    const { subject, attempt } = about;
    const { memory } = this;
    if (subject === memory.subject && (attempt === memory.attempt || memory.attempt === null)) {
      if (attempt !== memory.attempt) this.remember({ attempt });
      return false;
    }
    const isNew = memory.subject !== null;
    this.remember({ subject, attempt, ...(isNew ? { open: {}, scroll: 0, news: [] } : {}) });
    if (isNew) window.scrollTo(0, 0);
    return true;
  }

  /** Not from an effect: drawing again while effects run would begin a second page. */
  private reveal(): void {
    const wish = this.setup.reveal?.(this.model);
    const [fold] = wish?.folds ?? [];
    if (!wish || fold === undefined) return;
    this.model = wish.model;
    this.setOpen(wish.folds, true);
    this.setup.show?.(fold);
  }

  private remember(change: Partial<PageMemory>): void {
    this.memory = { ...this.memory, ...change };
    this.vscode.setState(this.memory);
  }

  private draw(): void {
    const root = document.getElementById('root');
    if (!root) return;
    render(
      <Boundary post={this.post}>
        <Frame
          model={this.model}
          shortcuts={this.setup.shortcuts?.(this.model)}
          post={this.post}
          sent={this.countSent}
          carriedOut={this.carriedOut}
          open={this.memory.open}
          setOpen={this.setOpen}
          dismiss={this.dismiss}
        >
          {this.setup.draw(this.model)}
        </Frame>
      </Boundary>,
      root,
    );
  }
}
